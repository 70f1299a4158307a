package genga.gateway.readmodel;

import genga.contracts.fact.ClipCaptioned;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipRuled;
import genga.contracts.fact.ClipScreened;
import genga.contracts.vocabulary.Ruling;
import java.util.Optional;

/// What is known of a clip.
///
/// @param standing what counts: `Kept` or `Rejected` where a person ruled, else the verdict's label
public record ClipFacts(
        ClipCut cut,
        Optional<ClipScreened> screened,
        Optional<ClipRuled> ruled,
        Optional<ClipCaptioned> captioned,
        Optional<String> standing) {

    /// The ruling in force; one that was taken back is none.
    public Optional<Ruling> ruling() {
        return ruled.map(ClipRuled::ruling).filter(ruling -> ruling != Ruling.AS_SCREENED);
    }

    /// The clip's place in an order that it is part of.
    public ClipOrder.Place place(ClipOrder order) {
        return new ClipOrder.Place(
                order.by().map(this::value).orElse(0d), cut.clip().value());
    }

    private double value(Measure measure) {
        return measure == Measure.FRAMES
                ? cut.frames()
                : measure.of(screened.orElseThrow().measures()).orElseThrow();
    }
}
