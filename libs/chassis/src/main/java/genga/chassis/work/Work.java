package genga.chassis.work;

import genga.contracts.fact.Fact;

/// The long work of a service: one bean of this type makes the [WorkDesk] run it.
///
/// `perform` is called again from the start after a kill, so it must find what it stored before and go on from there:
/// deterministic keys, objects before facts, facts with names that do not depend on time.
public interface Work<O extends Fact> {

    Class<O> orderType();

    /// What makes two deliveries of one order one piece of work. Begins with a time, so that the oldest sorts first.
    String id(O order);

    /// What commands call the work by. Several orders about one thing may share it.
    default String commandedBy(O order) {
        return id(order);
    }

    /// Does the work and sends the fact that says it is over. Returns when all is done, or when
    /// [WorkSignals#cancelled()] asked to stop and the fact about that is sent.
    void perform(O order, WorkSignals signals) throws Exception;

    /// Sends the fact that the work failed. Called once `perform` has thrown anything but a passing fault of store or
    /// broker, which are waited out instead.
    void failed(O order, Exception cause);
}
