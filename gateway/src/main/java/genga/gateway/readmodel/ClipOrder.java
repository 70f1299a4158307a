package genga.gateway.readmodel;

import java.util.Optional;

/// In which order clips come, and from where on.
///
/// @param by      a measure, those without it being left out, or the id
/// @param falling whether the highest come first
/// @param after   the last clip of the page before, or from the first
public record ClipOrder(Optional<Measure> by, boolean falling, Optional<Place> after) {

    public static final ClipOrder BY_ID = new ClipOrder(Optional.empty(), false, Optional.empty());

    /// A clip's place in an order.
    ///
    /// @param value of the measure; 0 in the order of ids
    public record Place(double value, String clip) {}
}
