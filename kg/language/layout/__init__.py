"""The page: its parts, who speaks in them, and what stands in quotation marks."""
