package genga.gateway.clip;

import genga.contracts.vocabulary.Medium;
import genga.gateway.problem.Choice;
import genga.gateway.problem.Refusal;
import genga.gateway.problem.WholeNumber;
import genga.gateway.readmodel.ClipFacts;
import genga.gateway.readmodel.ClipFilter;
import genga.gateway.readmodel.ClipOrder;
import genga.gateway.readmodel.Measure;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/// The query of a page of clips, as it was given.
record ClipsWanted(
        @RestQuery String standing,
        @RestQuery String medium,
        @RestQuery String film,
        @RestQuery String sort,
        @RestQuery String after,
        @RestQuery String limit) {

    private static final String ID = "id";

    ClipFilter filter() {
        return new ClipFilter(
                Choice.of("standing", standing, Standings.LABELS),
                Choice.of("medium", medium, Medium.class),
                Optional.ofNullable(film));
    }

    int most() {
        return WholeNumber.of("limit", limit, 100, 1, 1000);
    }

    ClipOrder order() {
        boolean falling = sort != null && sort.startsWith("-");
        String label = sort == null ? ID : falling ? sort.substring(1) : sort;
        Optional<Measure> by = Measure.named(label);
        if (by.isEmpty() && !label.equals(ID)) {
            throw Refusal.bad(
                    "sort",
                    "id, %s, or one of them with - in front".formatted(Measure.labels()),
                    "'%s'".formatted(sort),
                    "correct it or leave it out");
        }
        return new ClipOrder(by, falling, Optional.ofNullable(after).map(place -> place(place, by.isPresent())));
    }

    private static ClipOrder.Place place(String after, boolean measured) {
        if (!measured) {
            return new ClipOrder.Place(0, after);
        }
        int colon = after.indexOf(':');
        try {
            return new ClipOrder.Place(
                    Double.parseDouble(after.substring(0, Math.max(0, colon))), after.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw Refusal.bad(
                    "after",
                    "next of the page before, which holds a number, a colon and a clip",
                    "'%s'".formatted(after),
                    "take it from that page, or leave it out");
        }
    }

    /// What to give as `after` for the page behind this clip.
    static String next(ClipOrder order, ClipFacts last) {
        ClipOrder.Place place = last.place(order);
        return order.by().isPresent() ? place.value() + ":" + place.clip() : place.clip();
    }
}
