package genga.gateway.readmodel;

import genga.contracts.fact.Fact;

/// A record read from a topic.
public sealed interface Received {

    Position position();

    /// It tells a fact.
    record Told(Position position, Fact fact) implements Received {}

    /// It says that there is nothing under its key any more.
    record Nothing(Position position) implements Received {}

    /// It cannot be read, or stands for a record that could not.
    record Dead(Position position, DeadLetter letter) implements Received {}
}
