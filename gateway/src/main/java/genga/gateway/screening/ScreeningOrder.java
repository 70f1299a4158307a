package genga.gateway.screening;

import genga.contracts.vocabulary.DatasetPart;
import genga.gateway.dataset.PartOrder;
import java.util.List;
import java.util.Optional;

/// What clips must be like, as a person asks for it; what is left out stays as it is.
///
/// @param parts an empty list takes all out of force
record ScreeningOrder(Optional<ThresholdsOrder> thresholds, Optional<List<PartOrder>> parts) {

    ScreeningOrder {
        thresholds = thresholds == null ? Optional.empty() : thresholds;
        parts = parts == null ? Optional.empty() : parts.map(PartOrder::checked);
    }

    Criteria over(Criteria now) {
        List<DatasetPart> asked = parts.map(
                        orders -> orders.stream().map(PartOrder::whole).toList())
                .orElse(now.parts());
        return new Criteria(
                thresholds.map(order -> order.over(now.thresholds())).orElse(now.thresholds()), asked);
    }
}
