package genga.chassis;

import genga.contracts.fact.Fact;

/// Sends facts. By the time `send` returns the broker has the fact on its disk's way: acknowledged by all replicas.
///
/// Write the object first, then send the fact that names it, then acknowledge what asked for it.
public interface Facts {

    /// @throws FactNotSent when the broker did not take it; the same call may work later
    void send(Fact fact);
}
