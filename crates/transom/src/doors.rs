//! The ways in. A door turns bytes or objects into a call and back, and does nothing else.
