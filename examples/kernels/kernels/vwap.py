"""Average prices of trades, weighted by volume."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Trade:
    """So many shares of one symbol, at a price, some seconds after midnight."""

    symbol: str
    price: float
    shares: int
    second: int


def vwap(trades: list[Trade], opens: int, closes: int) -> dict[str, float]:
    """Answer each symbol's average price between two seconds of the day, weighted by shares.

    >>> vwap([Trade("A", 10.0, 1, 5), Trade("A", 20.0, 3, 6), Trade("B", 7.0, 2, 7), Trade("B", 1.0, 9, 99)], 0, 60)
    {'A': 17.5, 'B': 7.0}
    """
    turnover: dict[str, float] = {}
    volume: dict[str, int] = {}
    for trade in trades:
        if opens <= trade.second < closes and trade.shares > 0:
            turnover[trade.symbol] = turnover.get(trade.symbol, 0.0) + trade.price * trade.shares
            volume[trade.symbol] = volume.get(trade.symbol, 0) + trade.shares
    return {symbol: turnover[symbol] / volume[symbol] for symbol in turnover}
