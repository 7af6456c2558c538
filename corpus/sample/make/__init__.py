"""Makes the sample documents again (``python -m corpus.sample.make``); needs LibreOffice."""
