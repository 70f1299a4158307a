package genga.contracts.fact;

import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.Crop;

/// A person wants a part of a still as a still of its own.
///
/// @param still names what is to be made: [ClipId#cropped]
/// @param from  the still it is cut out of, as it was told of
public record StillRequested(FactHeader header, ClipId still, ClipCut from, Crop crop) implements Fact {

    @Override
    public Topic topic() {
        return Topic.STILLS_REQUESTED;
    }

    @Override
    public String key() {
        return still.value();
    }
}
