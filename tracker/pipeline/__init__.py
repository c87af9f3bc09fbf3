"""Where the stages are wired: compare (pure), ingest and rebuild (with the store)."""
