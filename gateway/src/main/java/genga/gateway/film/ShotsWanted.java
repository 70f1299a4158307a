package genga.gateway.film;

import genga.curation.shot.ShotSettings;
import genga.gateway.problem.DecimalNumber;
import genga.gateway.problem.WholeNumber;
import org.jboss.resteasy.reactive.RestQuery;

/// Where a person would draw cuts, as the query says; what is left out is as usual.
record ShotsWanted(
        @RestQuery String ratio,
        @RestQuery String window,
        @RestQuery String leastContent,
        @RestQuery String leastSeconds,
        @RestQuery String guard) {

    ShotSettings settings() {
        ShotSettings usual = ShotSettings.usual();
        return new ShotSettings(
                DecimalNumber.of("ratio", ratio, usual.ratio(), 1.01, 255),
                WholeNumber.of("window", window, usual.window(), 1, 60),
                DecimalNumber.of("leastContent", leastContent, usual.leastContent(), 0.1, 255),
                DecimalNumber.of("leastSeconds", leastSeconds, usual.leastSeconds(), 0, 3600),
                WholeNumber.of("guard", guard, usual.guard(), 0, 240));
    }
}
