"""pmo_expert"""
