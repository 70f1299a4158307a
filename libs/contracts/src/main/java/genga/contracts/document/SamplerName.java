package genga.contracts.document;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The algorithm stepping along the noise levels of a render.
///
/// UniPC comes in two forms of its B(h), bh2 where none is named, and in orders 1 to 3, 2 where none is named.
public enum SamplerName {
    @JsonProperty("unipc")
    UNIPC,
    @JsonProperty("unipc-1")
    UNIPC_1,
    @JsonProperty("unipc-3")
    UNIPC_3,
    @JsonProperty("unipc-bh1")
    UNIPC_BH1,
    @JsonProperty("unipc-bh1-1")
    UNIPC_BH1_1,
    @JsonProperty("unipc-bh1-3")
    UNIPC_BH1_3,
    @JsonProperty("dpmpp-2m")
    DPMPP_2M,
    @JsonProperty("dpmpp-2m-sde")
    DPMPP_2M_SDE,
    @JsonProperty("euler")
    EULER,
    @JsonProperty("euler-ancestral")
    EULER_ANCESTRAL,
    @JsonProperty("lcm")
    LCM;

    /// UniPC takes the logarithm of how much signal there is, and at pure noise there is none.
    boolean needsSomeSignal() {
        return switch (this) {
            case UNIPC, UNIPC_1, UNIPC_3, UNIPC_BH1, UNIPC_BH1_1, UNIPC_BH1_3 -> true;
            case DPMPP_2M, DPMPP_2M_SDE, EULER, EULER_ANCESTRAL, LCM -> false;
        };
    }
}
