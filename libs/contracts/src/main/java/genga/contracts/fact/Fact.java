package genga.contracts.fact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// A message between services: something that happened, or an order, in the past tense. It holds ids, numbers and
/// claim checks, never bytes. Facts about one thing on different topics may arrive in any order, and any fact may
/// arrive twice.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ProjectDefined.class, name = "ProjectDefined"),
    @JsonSubTypes.Type(value = ScreeningDefined.class, name = "ScreeningDefined"),
    @JsonSubTypes.Type(value = FilmUploaded.class, name = "FilmUploaded"),
    @JsonSubTypes.Type(value = FilmProgressed.class, name = "FilmProgressed"),
    @JsonSubTypes.Type(value = FilmEnded.class, name = "FilmEnded"),
    @JsonSubTypes.Type(value = ShotsDefined.class, name = "ShotsDefined"),
    @JsonSubTypes.Type(value = StillRequested.class, name = "StillRequested"),
    @JsonSubTypes.Type(value = ClipCut.class, name = "ClipCut"),
    @JsonSubTypes.Type(value = ClipScreened.class, name = "ClipScreened"),
    @JsonSubTypes.Type(value = ClipWithdrawn.class, name = "ClipWithdrawn"),
    @JsonSubTypes.Type(value = ClipRuled.class, name = "ClipRuled"),
    @JsonSubTypes.Type(value = CaptionRequested.class, name = "CaptionRequested"),
    @JsonSubTypes.Type(value = ClipCaptioned.class, name = "ClipCaptioned"),
    @JsonSubTypes.Type(value = DatasetFrozen.class, name = "DatasetFrozen"),
    @JsonSubTypes.Type(value = CacheRequested.class, name = "CacheRequested"),
    @JsonSubTypes.Type(value = LatentCached.class, name = "LatentCached"),
    @JsonSubTypes.Type(value = TextCached.class, name = "TextCached"),
    @JsonSubTypes.Type(value = CacheEnded.class, name = "CacheEnded"),
    @JsonSubTypes.Type(value = TrainingRequested.class, name = "TrainingRequested"),
    @JsonSubTypes.Type(value = TrainingProgressed.class, name = "TrainingProgressed"),
    @JsonSubTypes.Type(value = CheckpointSaved.class, name = "CheckpointSaved"),
    @JsonSubTypes.Type(value = PreviewRendered.class, name = "PreviewRendered"),
    @JsonSubTypes.Type(value = TrainingEnded.class, name = "TrainingEnded"),
    @JsonSubTypes.Type(value = RenderRequested.class, name = "RenderRequested"),
    @JsonSubTypes.Type(value = RenderProgressed.class, name = "RenderProgressed"),
    @JsonSubTypes.Type(value = RenderEnded.class, name = "RenderEnded"),
    @JsonSubTypes.Type(value = WorkCommanded.class, name = "WorkCommanded")
})
public sealed interface Fact
        permits ProjectDefined,
                ScreeningDefined,
                FilmOrder,
                FilmProgressed,
                FilmEnded,
                StillRequested,
                ClipCut,
                ClipScreened,
                ClipWithdrawn,
                ClipRuled,
                CaptionRequested,
                ClipCaptioned,
                DatasetFrozen,
                CacheRequested,
                LatentCached,
                TextCached,
                CacheEnded,
                TrainingRequested,
                TrainingProgressed,
                CheckpointSaved,
                PreviewRendered,
                TrainingEnded,
                RenderRequested,
                RenderProgressed,
                RenderEnded,
                WorkCommanded {

    FactHeader header();

    /// The topic this fact travels on.
    @JsonIgnore
    Topic topic();

    /// The record key: facts with one key keep their order, and compaction keeps the last of them.
    @JsonIgnore
    String key();
}
