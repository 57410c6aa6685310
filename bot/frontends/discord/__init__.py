"""The Discord front end: turns interactions and messages into turns, and replies into views.

It translates and nothing else. All state of a button lies in its custom id, so that it works after a
restart and in any process.
"""
