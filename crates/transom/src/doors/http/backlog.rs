//! The queue of a listener, where the system keeps connections until they are accepted.
//!
//! Closing a listener resets the connections in its queue, and one may join it after the last look. So the queue is
//! closed first and the listener then: whoever comes between finds nobody and knows that nothing was taken.

use std::io;
use std::net::TcpListener;

/// Lets nobody new into a listener's queue, where the system can do that; those who are on their way in still get in.
#[cfg(target_os = "linux")]
pub(super) fn close(listener: &TcpListener) -> io::Result<()> {
    use socket2::{SockFilter, SockRef};
    // A classic BPF program over the TCP header: drop what opens a connection (SYN without ACK), pass everything else.
    const LOAD_BYTE: u16 = 0x30;
    const AND: u16 = 0x54;
    const JUMP_UNLESS_EQUAL: u16 = 0x15;
    const RETURN: u16 = 0x06;
    const FLAGS_OFFSET: u32 = 13;
    const SYN: u32 = 0x02;
    const ACK: u32 = 0x10;
    SockRef::from(listener).attach_filter(&[
        SockFilter::new(LOAD_BYTE, 0, 0, FLAGS_OFFSET),
        SockFilter::new(AND, 0, 0, SYN | ACK),
        SockFilter::new(JUMP_UNLESS_EQUAL, 0, 1, SYN),
        SockFilter::new(RETURN, 0, 0, 0),
        SockFilter::new(RETURN, 0, 0, u32::MAX),
    ])
}

/// Lets nobody new into a listener's queue, where the system can do that.
#[cfg(not(target_os = "linux"))]
pub(super) fn close(_: &TcpListener) -> io::Result<()> {
    Ok(())
}
