"""The Épinal campus: a forecourt, four buildings, trees, furniture and the Vosges."""
