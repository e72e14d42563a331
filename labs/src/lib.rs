//! Pléiades Immersion.
