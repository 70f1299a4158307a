package genga.chassis.work;

import genga.contracts.fact.WorkCommanded;
import genga.contracts.fact.WorkCommanded.Command;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Brings commands to the work they name, whether it runs, waits in line or has not come in yet: orders and commands
/// travel on topics of their own, and either may be first.
final class CommandBoard {
    private static final int MOST_EARLY = 256;

    private final Map<String, WorkSignals> signals = new HashMap<>();
    private final Map<String, Set<String>> works = new HashMap<>();
    /// Commands whose work is not here, oldest first; most are for other services and never wanted.
    private final Deque<WorkCommanded> early = new ArrayDeque<>();
    private boolean stopping;

    /// Work came in. A command that was given after it was ordered, and overtook it, holds; an older one meant other
    /// work.
    ///
    /// @param name what commands call it by, which it may share with other work
    synchronized void enter(String work, String name, Instant ordered) {
        WorkSignals of = signals.computeIfAbsent(work, unused -> new WorkSignals());
        works.computeIfAbsent(name, unused -> new LinkedHashSet<>()).add(work);
        early.stream()
                .filter(wanted -> wanted.work().equals(name))
                .filter(wanted -> !wanted.header().at().isBefore(ordered))
                .forEach(wanted -> tell(of, wanted.command()));
        early.removeIf(wanted -> wanted.work().equals(name));
        if (stopping) {
            of.stop();
        }
    }

    synchronized WorkSignals signals(String work) {
        return signals.get(work);
    }

    /// Work is over here.
    synchronized void leave(String work, String name) {
        signals.remove(work);
        Set<String> sharing = works.getOrDefault(name, new LinkedHashSet<>());
        sharing.remove(work);
        if (sharing.isEmpty()) {
            works.remove(name);
        }
    }

    /// What a person wants of all work of that name that is here; of work that is not here, none of this desk's
    /// business unless it comes in later.
    synchronized void pass(WorkCommanded wanted) {
        Set<String> named = works.getOrDefault(wanted.work(), Set.of());
        named.forEach(work -> tell(signals.get(work), wanted.command()));
        if (named.isEmpty()) {
            early.addLast(wanted);
        }
        if (early.size() > MOST_EARLY) {
            early.removeFirst();
        }
    }

    private static void tell(WorkSignals work, Command command) {
        switch (command) {
            case CANCEL -> work.cancel();
            case SAVE_NOW -> work.wantSave();
        }
    }

    synchronized void stop() {
        stopping = true;
        signals.values().forEach(WorkSignals::stop);
    }
}
