"""How editors arrange a front: what is thought, kept, cast, shown and refused."""
