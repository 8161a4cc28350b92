"""The only room that knows a database. Open one with :func:`storage.sqlite.open_store`; what it can do is :class:`storage.protocol.Store`."""
