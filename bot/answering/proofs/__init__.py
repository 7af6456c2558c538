"""The last look: nothing leaves that the store and the documents do not bear out, in no other words either."""
