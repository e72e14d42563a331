"""A corner of a timber workshop: a bending press, instruments to read, six beams in a rack."""
