"""One TOML file a source; what the keys mean stands in docs/sources.md."""
