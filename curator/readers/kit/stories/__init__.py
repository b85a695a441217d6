"""Stories that were finished elsewhere, as posts and as stories."""
