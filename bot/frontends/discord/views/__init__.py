"""What is shown, one module for each kind of view. A view holds no state: its items carry it."""
