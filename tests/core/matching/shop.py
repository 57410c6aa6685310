"""A small subject of its own, so that tests of the matcher say nothing about the pack."""

from __future__ import annotations

UTTERANCES = {
    "opening-hours": [
        "when do you open",
        "what are your opening hours",
        "are you open on sunday",
        "how late can i come in",
        "closing time today",
    ],
    "refund": [
        "i want my money back",
        "how do refunds work",
        "can i return a jacket that does not fit",
        "return policy please",
        "send an order back",
    ],
    "delivery": [
        "how long does delivery take",
        "when will my parcel arrive",
        "do you ship abroad",
        "track my parcel",
        "shipping costs",
    ],
    "payment": [
        "can i pay with a credit card",
        "do you take paypal",
        "which payment methods are there",
        "pay by invoice",
        "is cash on delivery possible",
    ],
}
OUTSIDE = [
    "tell me a joke",
    "what is the capital of france",
    "how do i boil an egg",
    "who won the match",
    "sing a song",
    "is it going to rain",
]
VOCABULARY = ["zorblatt", "invoice"]
NAMES = {"PP": "paypal", "CC": "credit card"}
MISSPELLINGS = {"refoond": "refund"}
