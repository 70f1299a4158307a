package genga.gateway.readmodel;

import java.time.Instant;

/// A record that could not be read or handled.
///
/// @param from   where it lies
/// @param key    its record key, empty if it has none
/// @param reason why, as told by who gave up on it
public record DeadLetter(Position from, String key, String reason, Instant at) {}
