"""The one door to PDF files: pages as positioned text and vector shapes."""
