package genga.contracts.fact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.Resolution;
import java.util.List;
import java.util.Map;

/// How ingest of a film ended.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FilmOutcome.Ingested.class, name = "Ingested"),
    @JsonSubTypes.Type(value = FilmOutcome.Imported.class, name = "Imported"),
    @JsonSubTypes.Type(value = FilmOutcome.Failed.class, name = "Failed")
})
public sealed interface FilmOutcome {

    /// @param frames   decoded, which may differ from what the container claims
    /// @param shots    found in the film
    /// @param verdicts clips, not stills, by verdict label
    /// @param warnings what a person should know: a truncated tail, a lying container; one sentence each
    record Ingested(
            Resolution resolution,
            FrameRate rate,
            long frames,
            int shots,
            Map<String, Integer> verdicts,
            List<String> warnings)
            implements FilmOutcome {
        public Ingested {
            verdicts = Map.copyOf(verdicts);
            warnings = List.copyOf(warnings);
        }
    }

    /// A collection of clips or stills was taken in as it is.
    ///
    /// @param media    how many
    /// @param captions how many came with a caption
    /// @param verdicts clips and stills by verdict label
    /// @param warnings what was left out and why; one sentence each, the first fifty of them
    record Imported(int media, int captions, Map<String, Integer> verdicts, List<String> warnings)
            implements FilmOutcome {
        public Imported {
            verdicts = Map.copyOf(verdicts);
            warnings = List.copyOf(warnings);
        }
    }

    record Failed(Problem problem) implements FilmOutcome {}
}
