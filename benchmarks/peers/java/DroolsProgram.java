import static org.drools.model.PatternDSL.alphaIndexedBy;
import static org.drools.model.PatternDSL.declarationOf;
import static org.drools.model.PatternDSL.execute;
import static org.drools.model.PatternDSL.not;
import static org.drools.model.PatternDSL.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drools.model.Drools;
import org.drools.model.Index.ConstraintType;
import org.drools.model.PatternDSL;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.Rule.Attribute;
import org.drools.model.RuleItemBuilder;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionsPool;

/** A program as rules of Drools' executable model, and the sessions that run it; one case at a time. */
public final class DroolsProgram {
    /** The facts of one case: the numbers of their values. */
    public static final class Case {
        final int[] values;

        Case(int[] values) {
            this.values = values;
        }
    }

    /** A conclusion that was reached. */
    public static final class Reached {
        final int number;

        Reached(int number) {
            this.number = number;
        }
    }

    private final ModelImpl model = new ModelImpl();
    private final int values;
    private final Reached[] conclusions;
    private final boolean[] reached;
    private final int[] fired;
    private PatternDef<Case> given;
    private List<RuleItemBuilder<?>> held = new ArrayList<>();
    private List<RuleItemBuilder<?>> absent = new ArrayList<>();
    private KieSessionsPool pool;
    private int count;
    private boolean trace;

    public DroolsProgram(int values, int conclusions, int clauses) {
        this.values = values;
        this.conclusions = new Reached[conclusions];
        Arrays.setAll(this.conclusions, Reached::new);
        reached = new boolean[conclusions];
        fired = new int[clauses];
    }

    /** Adds to the rule under way that a fact has one of some values. */
    public void fact(int fact, int[] chosen) {
        if (given == null) {
            given = pattern(declarationOf(Case.class));
        }
        boolean[] among = new boolean[values];
        for (int value : chosen) {
            among[value] = true;
        }
        given.expr(fact + " in " + Arrays.toString(chosen), one -> among[one.values[fact]]);
    }

    /** Adds to the rule under way that a conclusion was reached. */
    public void holds(int conclusion) {
        held.add(reached(conclusion));
    }

    /** Adds to the rule under way that a conclusion was not reached. */
    public void absent(int conclusion) {
        absent.add(not(reached(conclusion)));
    }

    /** Ends the rule under way: with a salience, what it concludes, and the clauses that it stands for. */
    public void rule(int salience, int[] heads, int[] clauses) {
        List<RuleItemBuilder<?>> items = new ArrayList<>();
        if (given != null) {
            items.add(given);
        }
        items.addAll(held);
        items.addAll(absent);
        items.add(execute(drools -> fire(drools, heads, clauses)));
        RuleItemBuilder<?>[] parts = items.toArray(new RuleItemBuilder<?>[0]);
        model.addRule(PatternDSL.rule("r" + clauses[0]).attribute(Attribute.SALIENCE, salience).build(parts));
        given = null;
        held = new ArrayList<>();
        absent = new ArrayList<>();
    }

    /** Builds the rules; nothing can be added afterwards. */
    public void build() {
        pool = KieBaseBuilder.createKieBaseFromModel(model).newKieSessionsPool(1);
    }

    /** Returns the clauses that fired, in order. */
    public int[] derive(int[] facts) {
        trace = true;
        run(facts);
        Arrays.sort(fired, 0, count);
        return Arrays.copyOf(fired, count);
    }

    /** Returns the first of the verdicts that was reached, or -1; records no firing. */
    public int conclude(int[] facts, int[] verdicts) {
        trace = false;
        run(facts);
        for (int verdict : verdicts) {
            if (reached[verdict]) {
                return verdict;
            }
        }
        return -1;
    }

    private void run(int[] facts) {
        count = 0;
        Arrays.fill(reached, false);
        KieSession session = pool.newKieSession();
        session.insert(new Case(facts));
        session.fireAllRules();
        session.dispose();
    }

    private void fire(Drools drools, int[] heads, int[] clauses) {
        if (trace) {
            for (int clause : clauses) {
                fired[count++] = clause;
            }
        }
        for (int head : heads) {
            if (!reached[head]) {
                reached[head] = true;
                drools.insert(conclusions[head]);
            }
        }
    }

    private static PatternDef<Reached> reached(int number) {
        return pattern(declarationOf(Reached.class))
                .expr("c" + number, one -> one.number == number,
                        alphaIndexedBy(int.class, ConstraintType.EQUAL, 0, one -> one.number, number));
    }
}
