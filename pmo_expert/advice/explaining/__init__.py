"""Why a conclusion holds, and why not."""
