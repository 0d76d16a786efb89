package org.shuyuan.benchmark;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.policy.Decision;
import org.shuyuan.gateway.policy.Grant;
import org.shuyuan.gateway.policy.PolicyResource;
import org.shuyuan.gateway.policy.SharingPolicy;
import org.shuyuan.gateway.policy.Subject;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.GrantId;
import org.shuyuan.vocab.identifier.ItemId;

/**
 * The decision in process: the public's and a department's, over an entry of twenty
 * items.
 */
@State(Scope.Benchmark)
@BenchmarkMode({ Mode.SampleTime })
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecisionBenchmark {

	private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

	private final AgencyId provider = AgencyId.ofBody("11990100MB0A00001");

	private final AgencyId requester = AgencyId.ofBody("11990100MB0A00002");

	private final List<PolicyResource.Item> items = IntStream.range(0, 20)
		.mapToObj((n) -> new PolicyResource.Item(ItemId.random(), "column " + n, n % 4 != 0, Sensitivity.NONE))
		.toList();

	private final PolicyResource policyResource = new PolicyResource(EntryId.random(), DistributionId.random(),
			this.provider, true, Completeness.FULL,
			new SharingClass.Conditional(Set.of(this.requester), Set.of("planning")),
			new Openness.Unconditional("cc-by-4.0"), Grade.GENERAL_1, this.items,
			new PolicyResource.Content(true,
					this.items.stream().collect(Collectors.toMap(PolicyResource.Item::column, List::of)), false,
					Set.of()),
			NOW);

	private final Grant grant = new Grant(GrantId.random(), this.requester, this.policyResource.entry(),
			this.policyResource.distribution(), Set.of(this.items.get(1).id(), this.items.get(2).id()),
			List.of("column 1:eq:a"), "planning", Grant.State.ACTIVE, NOW.plusSeconds(3600), 1_000_000L, null,
			SharingMode.SERVICE_INTERFACE);

	private final Subject department = new Subject("subject", this.requester, true, null);

	private final Action asPublic = new Action(Action.Kind.ROWS, Set.of(), null, null);

	private final Action asDepartment = new Action(Action.Kind.ROWS, Set.of(this.items.get(1).id()), this.grant.id(),
			"planning");

	/** Runs both and prints the percentiles. */
	public static void main(String[] arguments) throws RunnerException {
		new Runner(new OptionsBuilder().include(DecisionBenchmark.class.getName()).build()).run();
	}

	@Benchmark
	public Decision forThePublic() {
		return SharingPolicy.decide(Subject.PUBLIC, this.policyResource, this.asPublic, null, Grant.Usage.NONE, NOW);
	}

	@Benchmark
	public Decision forADepartment() {
		return SharingPolicy.decide(this.department, this.policyResource, this.asDepartment, this.grant,
				Grant.Usage.NONE, NOW);
	}

}
