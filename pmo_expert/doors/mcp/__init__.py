"""The door for assistants: tools, resources and a prompt, by the Model Context Protocol."""
