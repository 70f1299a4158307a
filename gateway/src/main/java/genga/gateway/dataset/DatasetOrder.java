package genga.gateway.dataset;

import java.util.List;

/// What a person asks of a new dataset.
///
/// @param parts                none given: the project's parts in force, or what suits the clips
/// @param stillsFromOtherShots leaves out stills of shots that a clip of the dataset is cut from
record DatasetOrder(List<PartOrder> parts, Boolean stillsFromOtherShots) {

    static final DatasetOrder PLAIN = new DatasetOrder(List.of(), false);

    DatasetOrder {
        parts = PartOrder.checked(parts);
        stillsFromOtherShots = stillsFromOtherShots != null && stillsFromOtherShots;
    }
}
