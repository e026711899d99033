"""The kernels of `examples/kernels`, drafted, beside CPython and every compiler of Python that installs."""
