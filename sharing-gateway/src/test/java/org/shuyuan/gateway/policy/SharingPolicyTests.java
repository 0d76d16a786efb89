package org.shuyuan.gateway.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.policy.Decision.Permit;
import org.shuyuan.gateway.policy.Decision.Refuse;
import org.shuyuan.gateway.policy.PolicyResource.Content;
import org.shuyuan.gateway.policy.PolicyResource.Item;
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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every combination of what a decision rests on, compared with the rules told again in
 * another form.
 */
class SharingPolicyTests {

	private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

	private static final String PURPOSE = "urban-planning";

	private static final AgencyId HOLDER = AgencyId.ofBody("11990100MB0A00008");

	private static final AgencyId OTHER = AgencyId.ofBody("11990100MB0A00007");

	private static final EntryId ENTRY = EntryId.random();

	private static final DistributionId DISTRIBUTION = DistributionId.random();

	private static final GrantId GRANT = GrantId.random();

	private static final Item OPEN = new Item(ItemId.random(), "open", true, Sensitivity.NONE);

	private static final Item CLOSED = new Item(ItemId.random(), "closed", false, Sensitivity.PERSONAL);

	private static final Item SECRET = new Item(ItemId.random(), "secret", false, Sensitivity.STATE_SECRET);

	private static final List<@Nullable SharingClass> CLASSES = nullable(
			List.of(new SharingClass.Unconditional(), new SharingClass.Conditional(Set.of(), Set.of(PURPOSE)),
					new SharingClass.Conditional(Set.of(HOLDER), Set.of(PURPOSE)),
					new SharingClass.Conditional(Set.of(OTHER), Set.of(PURPOSE)),
					new SharingClass.Conditional(Set.of(), Set.of("research")),
					new SharingClass.NotShared("by law", List.of())));

	private static final List<@Nullable Openness> OPENNESS = nullable(List.of(new Openness.Unconditional("cc-by-4.0"),
			new Openness.Conditional("cc-by-4.0", null), new Openness.NotOpen("rule", List.of())));

	private static final List<@Nullable Grade> GRADES = nullable(List.of(Grade.values()));

	private static final List<@Nullable String> PURPOSES = nullable(List.of(PURPOSE, "marketing", " "));

	private static final List<Content> CONTENTS = List.of(content(true, false), content(true, true),
			content(false, false), content(false, true));

	private static final List<Set<ItemId>> ASKED = List.of(Set.of(), Set.of(OPEN.id()), Set.of(CLOSED.id()),
			Set.of(SECRET.id()), Set.of(ItemId.random()));

	@Test
	void publicGetsOpenItemsOfOpenEntriesOnly() {
		Set<RefusalReason> met = EnumSet.noneOf(RefusalReason.class);
		for (PolicyResource policyResource : resources()) {
			for (Action.Kind kind : Action.Kind.values()) {
				for (Set<ItemId> asked : ASKED) {
					Decision decision = decide(Subject.PUBLIC, policyResource, new Action(kind, asked, null, null),
							null);
					RefusalReason expected = forPublic(policyResource, kind, asked);
					assertThat(reason(decision)).as("%s %s %s", policyResource, kind, asked).isEqualTo(expected);
					if (decision instanceof Permit permit) {
						assertThat(permit.items()).isSubsetOf(OPEN.id()).containsAll(asked);
					}
					else {
						met.add(((Refuse) decision).reason());
					}
				}
			}
		}
		assertThat(met).containsExactlyInAnyOrder(RefusalReason.NOT_CLASSIFIED, RefusalReason.NOT_OPEN,
				RefusalReason.OPEN_ON_APPLICATION, RefusalReason.GRADE_NOT_OPEN, RefusalReason.CONTENT_STOPPED,
				RefusalReason.ITEM_NOT_OPEN, RefusalReason.GRANT_REQUIRED);
	}

	@Test
	void applicantGetsWhatWouldOpenWithoutConditions() {
		Subject person = new Subject("person", null, false,
				new AcceptedApplication(GRANT, "person", ENTRY, NOW.plusSeconds(1)));
		for (PolicyResource policyResource : resources()) {
			PolicyResource same = (policyResource.openness() instanceof Openness.Conditional)
					? resource(policyResource.completeness(), policyResource.sharing(),
							new Openness.Unconditional("cc-by-4.0"), policyResource.grade(), policyResource.content())
					: policyResource;
			for (Action.Kind kind : Action.Kind.values()) {
				for (Set<ItemId> asked : ASKED) {
					Action action = new Action(kind, asked, null, null);
					assertThat(decide(person, policyResource, action, null)).as("%s %s %s", policyResource, kind, asked)
						.isEqualTo(decide(Subject.PUBLIC, same, action, null));
				}
			}
		}
	}

	@Test
	void anotherApplicationOpensNothing() {
		PolicyResource policyResource = resource(Completeness.FULL, new SharingClass.Unconditional(),
				new Openness.Conditional("cc-by-4.0", null), Grade.GENERAL_1, content(true, false));
		for (AcceptedApplication other : List.of(new AcceptedApplication(GRANT, "somebody", ENTRY, NOW.plusSeconds(1)),
				new AcceptedApplication(GRANT, "person", EntryId.random(), NOW.plusSeconds(1)),
				new AcceptedApplication(GRANT, "person", ENTRY, NOW))) {
			assertThat(decide(new Subject("person", null, false, other), policyResource, rows(null, null), null))
				.isEqualTo(new Refuse(RefusalReason.OPEN_ON_APPLICATION));
		}
		assertThat(decide(new Subject("", null, false, new AcceptedApplication(GRANT, "", ENTRY, NOW.plusSeconds(1))),
				policyResource, rows(null, null), null))
			.isEqualTo(new Refuse(RefusalReason.OPEN_ON_APPLICATION));
	}

	@Test
	void departmentGetsGrantedItemsForGrantedPurposeOnly() {
		Set<RefusalReason> met = EnumSet.noneOf(RefusalReason.class);
		for (PolicyResource policyResource : resources()) {
			for (Grant.State state : Grant.State.values()) {
				for (@Nullable
				String purpose : PURPOSES) {
					for (Set<ItemId> asked : ASKED) {
						Action action = new Action(Action.Kind.ROWS, asked, GRANT, purpose);
						Decision decision = decide(new Subject("system", HOLDER, true, null), policyResource, action,
								held(state));
						assertThat(reason(decision)).as("%s %s %s %s", policyResource, state, purpose, asked)
							.isEqualTo(forDepartment(policyResource, state, purpose, asked));
						if (decision instanceof Permit permit) {
							assertThat(permit.items()).isSubsetOf(OPEN.id(), CLOSED.id()).containsAll(asked);
						}
						else {
							met.add(((Refuse) decision).reason());
						}
					}
				}
			}
		}
		assertThat(met).containsExactlyInAnyOrder(RefusalReason.NOT_CLASSIFIED, RefusalReason.NOT_SHARED_BY_LAW,
				RefusalReason.GRANT_FOREIGN, RefusalReason.GRANT_SUSPENDED, RefusalReason.GRANT_REVOKED,
				RefusalReason.GRANT_EXPIRED, RefusalReason.PURPOSE_MISSING, RefusalReason.PURPOSE_NOT_COVERED,
				RefusalReason.ITEMS_NOT_COVERED);
	}

	@Test
	void contentStoppedForThePublicStaysWithDepartmentsUnderGrant() {
		PolicyResource stopped = open(content(true, true));
		assertThat(reason(decide(Subject.PUBLIC, stopped, rows(null, null), null)))
			.isEqualTo(RefusalReason.CONTENT_STOPPED);
		assertThat(decide(new Subject("system", HOLDER, true, null), stopped, rows(GRANT, PURPOSE),
				held(Grant.State.ACTIVE)))
			.isInstanceOf(Permit.class);
	}

	@Test
	void contentHeldInSomeColumnsLeavesTheOthersOpen() {
		Item other = new Item(ItemId.random(), "other", true, Sensitivity.NONE);
		PolicyResource both = new PolicyResource(ENTRY, DISTRIBUTION, OTHER, true, Completeness.FULL,
				new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"), Grade.GENERAL_1,
				List.of(OPEN, other), new Content(true, columns(OPEN, other), false, Set.of("open")), NOW);
		assertThat(decide(Subject.PUBLIC, both, rows(null, null), null)).isInstanceOfSatisfying(Permit.class,
				(permit) -> assertThat(permit.items()).containsExactly(other.id()));
		assertThat(reason(decide(Subject.PUBLIC, both, new Action(Action.Kind.FILE, Set.of(), null, null), null)))
			.isEqualTo(RefusalReason.CONTENT_STOPPED);
		assertThat(
				reason(decide(Subject.PUBLIC, both, new Action(Action.Kind.ROWS, Set.of(OPEN.id()), null, null), null)))
			.isEqualTo(RefusalReason.CONTENT_STOPPED);
		assertThat(
				decide(new Subject("system", HOLDER, true, null), both, rows(GRANT, PURPOSE), held(Grant.State.ACTIVE)))
			.isInstanceOfSatisfying(Permit.class, (permit) -> assertThat(permit.items()).containsExactly(OPEN.id()));
		PolicyResource alone = open(new Content(true, columns(OPEN, CLOSED, SECRET), false, Set.of("open")));
		assertThat(reason(decide(Subject.PUBLIC, alone, rows(null, null), null)))
			.isEqualTo(RefusalReason.CONTENT_STOPPED);
	}

	@Test
	void contentThatIsUnsharedGoesToNobody() {
		PolicyResource unshared = open(new Content(true, columns(OPEN), true, true, Set.of(), false));
		Subject holder = new Subject("system", HOLDER, true, null);
		for (Action.Kind kind : Action.Kind.values()) {
			assertThat(decide(Subject.PUBLIC, unshared, new Action(kind, Set.of(), null, null), null))
				.isInstanceOf(Refuse.class);
			assertThat(reason(
					decide(holder, unshared, new Action(kind, Set.of(), GRANT, PURPOSE), held(Grant.State.ACTIVE))))
				.isEqualTo(RefusalReason.CONTENT_STOPPED);
		}
	}

	@Test
	void silenceOfTheCatalogueAndSuspensionBarEverybody() {
		PolicyResource heard = open(content(true, false));
		assertThat(reason(decide(Subject.PUBLIC, heard(heard, true, 5_000), rows(null, null), null))).isNull();
		PolicyResource stale = heard(heard, true, 5_001);
		PolicyResource suspended = heard(heard, false, 0);
		Grant active = held(Grant.State.ACTIVE);
		for (Action action : List.of(rows(null, null), rows(GRANT, PURPOSE))) {
			Subject subject = new Subject("system", HOLDER, true, null);
			assertThat(reason(decide(subject, stale, action, active))).isEqualTo(RefusalReason.POLICY_STALE);
			assertThat(reason(decide(subject, suspended, action, active))).isEqualTo(RefusalReason.ENTRY_SUSPENDED);
		}
	}

	@Test
	void purposeWithoutGrantIsRefusedAndForeignGrantsAreToo() {
		PolicyResource policyResource = open(content(true, false));
		Grant active = held(Grant.State.ACTIVE);
		Subject holder = new Subject("system", HOLDER, true, null);
		assertThat(reason(decide(holder, policyResource, rows(null, PURPOSE), null)))
			.isEqualTo(RefusalReason.GRANT_REQUIRED);
		assertThat(reason(decide(holder, policyResource, rows(GRANT, PURPOSE), null)))
			.isEqualTo(RefusalReason.GRANT_FOREIGN);
		assertThat(
				reason(decide(new Subject("system", OTHER, true, null), policyResource, rows(GRANT, PURPOSE), active)))
			.isEqualTo(RefusalReason.GRANT_FOREIGN);
		assertThat(reason(decide(Subject.PUBLIC, policyResource, rows(GRANT, PURPOSE), active)))
			.isEqualTo(RefusalReason.GRANT_FOREIGN);
		assertThat(reason(decide(holder, policyResource, rows(GrantId.random(), PURPOSE), active)))
			.isEqualTo(RefusalReason.GRANT_FOREIGN);
	}

	@Test
	void grantEndsAtItsInstantAndWithItsQuota() {
		PolicyResource policyResource = open(content(true, false));
		Subject holder = new Subject("system", HOLDER, true, null);
		Action action = rows(GRANT, PURPOSE);
		assertThat(reason(decide(holder, policyResource, action, held(NOW, null, null), Grant.Usage.NONE)))
			.isEqualTo(RefusalReason.GRANT_EXPIRED);
		Grant limited = held(NOW.plusSeconds(1), 10L, 3L);
		assertThat(decide(holder, policyResource, action, limited, new Grant.Usage(9, 2)))
			.isInstanceOfSatisfying(Permit.class, (permit) -> assertThat(permit.rowsLeft()).isEqualTo(1));
		assertThat(reason(decide(holder, policyResource, action, limited, new Grant.Usage(10, 2))))
			.isEqualTo(RefusalReason.QUOTA_USED_UP);
		assertThat(reason(decide(holder, policyResource, action, limited, new Grant.Usage(9, 3))))
			.isEqualTo(RefusalReason.QUOTA_USED_UP);
	}

	/** Whatever items share a column, it leaves only where each of them may. */
	@RepeatedTest(200)
	void strictestOfTheItemsOnAColumnDecides(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		Item[] items = random.ints(1 + random.nextInt(6), 0, 4).mapToObj((column) -> {
			boolean open = random.nextInt(3) > 0;
			return new Item(ItemId.random(), "column " + column, open,
					(open || random.nextBoolean()) ? Sensitivity.NONE : Sensitivity.STATE_SECRET);
		}).toArray(Item[]::new);
		Map<String, List<Item>> columns = columns(items);
		Set<String> held = columns.keySet().stream().filter((_) -> random.nextInt(5) == 0).collect(Collectors.toSet());
		Set<ItemId> granted = Stream.of(items)
			.filter((_) -> random.nextInt(3) > 0)
			.map(Item::id)
			.collect(Collectors.toSet());
		PolicyResource policyResource = new PolicyResource(ENTRY, DISTRIBUTION, OTHER, true, Completeness.FULL,
				new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"), Grade.GENERAL_1,
				List.of(items), new Content(true, columns, false, held), NOW);
		Grant grant = new Grant(GRANT, HOLDER, ENTRY, DISTRIBUTION, granted, List.of(), PURPOSE, Grant.State.ACTIVE,
				NOW.plusSeconds(1), null, null, SharingMode.BATCH_EXCHANGE);
		columns.forEach((column, described) -> {
			boolean open = !held.contains(column) && described.stream().allMatch(Item::mayOpen);
			boolean covered = described.stream()
				.allMatch((item) -> granted.contains(item.id()) && item.sensitivity() != Sensitivity.STATE_SECRET);
			assertLeaves(policyResource, column, rows(null, null), null, open);
			assertLeaves(policyResource, column, rows(GRANT, PURPOSE), grant, covered);
		});
		boolean all = columns.values().stream().flatMap(List::stream).allMatch(Item::mayOpen) && held.isEmpty();
		assertThat(decide(Subject.PUBLIC, policyResource, new Action(Action.Kind.FILE, Set.of(), null, null), null))
			.isInstanceOf(all ? Permit.class : Refuse.class);
	}

	private static void assertLeaves(PolicyResource policyResource, String column, Action any, @Nullable Grant grant,
			boolean expected) {
		Subject subject = (grant != null) ? new Subject("system", HOLDER, true, null) : Subject.PUBLIC;
		Decision whatever = decide(subject, policyResource, any, grant);
		assertThat(whatever instanceof Permit permit && permit.columns().contains(column)).isEqualTo(expected);
		Action named = new Action(any.kind(), policyResource.items(List.of(column)), any.grant(), any.purpose());
		assertThat(decide(subject, policyResource, named, grant)).isInstanceOf(expected ? Permit.class : Refuse.class);
	}

	@Test
	void grantIsUsedInItsModeOnly() {
		PolicyResource policyResource = new PolicyResource(ENTRY, DISTRIBUTION, OTHER, true, Completeness.FULL,
				new SharingClass.Unconditional(), new Openness.NotOpen("", List.of()), Grade.GENERAL_1, List.of(OPEN),
				new Content(true, columns(OPEN), false, Set.of()), NOW);
		Map<SharingMode, Set<Action.Kind>> expected = Map.of(SharingMode.SERVICE_INTERFACE, Set.of(Action.Kind.DESCRIBE,
				Action.Kind.ROWS, Action.Kind.PROFILE, Action.Kind.VERIFY, Action.Kind.SERVICE),
				SharingMode.BATCH_EXCHANGE,
				Set.of(Action.Kind.DESCRIBE, Action.Kind.ROWS, Action.Kind.PROFILE, Action.Kind.VERIFY,
						Action.Kind.FILE),
				SharingMode.FILE_DOWNLOAD, Set.of(Action.Kind.DESCRIBE, Action.Kind.ROWS, Action.Kind.PROFILE,
						Action.Kind.VERIFY, Action.Kind.FILE),
				SharingMode.VERIFICATION, Set.of(Action.Kind.DESCRIBE, Action.Kind.VERIFY));
		for (SharingMode mode : SharingMode.values()) {
			for (Action.Kind kind : Action.Kind.values()) {
				assertThat(reason(decide(new Subject("system", HOLDER, true, null), policyResource,
						new Action(kind, Set.of(), GRANT, PURPOSE), held(mode))))
					.as("%s %s", mode, kind)
					.isEqualTo(expected.get(mode).contains(kind) ? null : RefusalReason.MODE_NOT_COVERED);
			}
		}
		assertThat(reason(decide(new Subject("system", HOLDER, true, null), policyResource, rows(GRANT, PURPOSE),
				held((SharingMode) null))))
			.as("a mode that is not known")
			.isEqualTo(RefusalReason.MODE_NOT_COVERED);
	}

	@Test
	void whoIsNoDepartmentHasToBeNamed() {
		Subject body = new Subject("system", HOLDER, false, null);
		Grant active = held(Grant.State.ACTIVE);
		for (SharingClass unnamed : List.of(new SharingClass.Unconditional(),
				new SharingClass.Conditional(Set.of(), Set.of(PURPOSE)))) {
			PolicyResource policyResource = resource(Completeness.FULL, unnamed, new Openness.NotOpen("", List.of()),
					Grade.GENERAL_1, content(true, false));
			assertThat(reason(decide(body, policyResource, rows(GRANT, PURPOSE), active)))
				.isEqualTo(RefusalReason.AGENCY_KIND_NOT_COVERED);
		}
		PolicyResource named = resource(Completeness.FULL,
				new SharingClass.Conditional(Set.of(HOLDER), Set.of(PURPOSE)), new Openness.NotOpen("", List.of()),
				Grade.GENERAL_1, content(true, false));
		assertThat(decide(body, named, rows(GRANT, PURPOSE), active)).isInstanceOf(Permit.class);
	}

	private static @Nullable RefusalReason forPublic(PolicyResource policyResource, Action.Kind kind,
			Set<ItemId> asked) {
		if (unclassified(policyResource)) {
			return RefusalReason.NOT_CLASSIFIED;
		}
		if (kind == Action.Kind.VERIFY) {
			return RefusalReason.GRANT_REQUIRED;
		}
		if (policyResource.openness() instanceof Openness.NotOpen) {
			return RefusalReason.NOT_OPEN;
		}
		if (policyResource.openness() instanceof Openness.Conditional) {
			return RefusalReason.OPEN_ON_APPLICATION;
		}
		if (Set.of(Grade.IMPORTANT, Grade.CORE).contains(policyResource.grade())) {
			return RefusalReason.GRADE_NOT_OPEN;
		}
		if (policyResource.content().stopped()) {
			return RefusalReason.CONTENT_STOPPED;
		}
		boolean parts = policyResource.content().table() && kind != Action.Kind.FILE;
		return (parts && Set.of(OPEN.id()).containsAll(asked)) ? null : RefusalReason.ITEM_NOT_OPEN;
	}

	private static @Nullable RefusalReason forDepartment(PolicyResource policyResource, Grant.State state,
			@Nullable String purpose, Set<ItemId> asked) {
		if (unclassified(policyResource)) {
			return RefusalReason.NOT_CLASSIFIED;
		}
		if (policyResource.sharing() instanceof SharingClass.NotShared) {
			return RefusalReason.NOT_SHARED_BY_LAW;
		}
		if (policyResource.sharing() instanceof SharingClass.Conditional(var scope, var _) && scope.contains(OTHER)) {
			return RefusalReason.GRANT_FOREIGN;
		}
		if (state != Grant.State.ACTIVE) {
			return (state == Grant.State.SUSPENDED) ? RefusalReason.GRANT_SUSPENDED
					: (state == Grant.State.REVOKED) ? RefusalReason.GRANT_REVOKED : RefusalReason.GRANT_EXPIRED;
		}
		if (purpose == null || purpose.isBlank()) {
			return RefusalReason.PURPOSE_MISSING;
		}
		if (!purpose.equals(PURPOSE) || policyResource.sharing() instanceof SharingClass.Conditional(var _, var named)
				&& !named.contains(PURPOSE)) {
			return RefusalReason.PURPOSE_NOT_COVERED;
		}
		boolean granted = Set.of(OPEN.id(), CLOSED.id()).containsAll(asked);
		return (policyResource.content().table() && granted) ? null : RefusalReason.ITEMS_NOT_COVERED;
	}

	private static boolean unclassified(PolicyResource policyResource) {
		return policyResource.completeness() == Completeness.HARVESTED || policyResource.sharing() == null
				|| policyResource.openness() == null || policyResource.grade() == null;
	}

	private static List<PolicyResource> resources() {
		List<PolicyResource> all = new ArrayList<>();
		for (Completeness completeness : Completeness.values()) {
			for (@Nullable
			SharingClass sharing : CLASSES) {
				for (@Nullable
				Openness openness : OPENNESS) {
					for (@Nullable
					Grade grade : GRADES) {
						CONTENTS
							.forEach((content) -> all.add(resource(completeness, sharing, openness, grade, content)));
					}
				}
			}
		}
		return all;
	}

	private static PolicyResource resource(Completeness completeness, @Nullable SharingClass sharing,
			@Nullable Openness openness, @Nullable Grade grade, Content content) {
		return new PolicyResource(ENTRY, DISTRIBUTION, OTHER, true, completeness, sharing, openness, grade,
				List.of(OPEN, CLOSED, SECRET), content, NOW);
	}

	private static PolicyResource open(Content content) {
		return resource(Completeness.FULL, new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"),
				Grade.GENERAL_1, content);
	}

	private static PolicyResource heard(PolicyResource policyResource, boolean inForce, long millisAgo) {
		return new PolicyResource(ENTRY, DISTRIBUTION, OTHER, inForce, policyResource.completeness(),
				policyResource.sharing(), policyResource.openness(), policyResource.grade(), policyResource.items(),
				policyResource.content(), NOW.minusMillis(millisAgo));
	}

	private static Content content(boolean table, boolean stopped) {
		return new Content(table, table ? columns(OPEN, CLOSED, SECRET) : Map.of(), stopped, Set.of());
	}

	/** A column for each item. */
	private static Map<String, List<Item>> columns(Item... items) {
		Map<String, List<Item>> columns = new LinkedHashMap<>();
		for (Item item : items) {
			columns.computeIfAbsent(item.column(), (_) -> new ArrayList<>()).add(item);
		}
		return columns;
	}

	private static Action rows(@Nullable GrantId grant, @Nullable String purpose) {
		return new Action(Action.Kind.ROWS, Set.of(), grant, purpose);
	}

	/** A grant of every item, secret ones by mistake. */
	private static Grant held(Grant.State state) {
		return new Grant(GRANT, HOLDER, ENTRY, DISTRIBUTION, Set.of(OPEN.id(), CLOSED.id(), SECRET.id()), List.of(),
				PURPOSE, state, NOW.plusSeconds(1), null, null, SharingMode.BATCH_EXCHANGE);
	}

	private static Grant held(@Nullable SharingMode mode) {
		return new Grant(GRANT, HOLDER, ENTRY, DISTRIBUTION, Set.of(OPEN.id()), List.of(), PURPOSE, Grant.State.ACTIVE,
				NOW.plusSeconds(1), null, null, mode);
	}

	private static Grant held(Instant until, @Nullable Long rowQuota, @Nullable Long callQuota) {
		return new Grant(GRANT, HOLDER, ENTRY, DISTRIBUTION, Set.of(OPEN.id()), List.of(), PURPOSE, Grant.State.ACTIVE,
				until, rowQuota, callQuota, SharingMode.BATCH_EXCHANGE);
	}

	private static Decision decide(Subject subject, PolicyResource policyResource, Action action,
			@Nullable Grant grant) {
		return decide(subject, policyResource, action, grant, Grant.Usage.NONE);
	}

	private static Decision decide(Subject subject, PolicyResource policyResource, Action action, @Nullable Grant grant,
			Grant.Usage usage) {
		return SharingPolicy.decide(subject, policyResource, action, grant, usage, NOW);
	}

	private static @Nullable RefusalReason reason(Decision decision) {
		return (decision instanceof Refuse refuse) ? refuse.reason() : null;
	}

	private static <T> List<@Nullable T> nullable(List<? extends T> values) {
		List<@Nullable T> all = new ArrayList<>(values);
		all.add(null);
		return all;
	}

}
