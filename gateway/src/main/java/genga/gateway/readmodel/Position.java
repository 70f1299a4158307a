package genga.gateway.readmodel;

/// A place in a topic.
///
/// @param offset of a record; 0 where a whole partition is meant
public record Position(String topic, int partitionNumber, long offset) {

    Position partition() {
        return new Position(topic, partitionNumber, 0);
    }
}
