"""Rating oneself: choosing a sitting, sitting, and looking back over sittings."""
