"""Every sentence that sosei can say, in Japanese and English: templates live here, not in code."""
