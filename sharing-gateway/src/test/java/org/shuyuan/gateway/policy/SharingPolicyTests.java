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
import org.shuyuan.gateway.policy.Resource.Content;
import org.shuyuan.gateway.policy.Resource.Item;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.Completeness;
import org.shuyuan.vocab.DistributionId;
import org.shuyuan.vocab.EntryId;
import org.shuyuan.vocab.Grade;
import org.shuyuan.vocab.GrantId;
import org.shuyuan.vocab.ItemId;
import org.shuyuan.vocab.Openness;
import org.shuyuan.vocab.Sensitivity;
import org.shuyuan.vocab.SharingClass;
import org.shuyuan.vocab.SharingMode;

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
		Set<Reason> met = EnumSet.noneOf(Reason.class);
		for (Resource resource : resources()) {
			for (Action.Kind kind : Action.Kind.values()) {
				for (Set<ItemId> asked : ASKED) {
					Decision decision = decide(Asker.PUBLIC, resource, new Action(kind, asked, null, null), null);
					Reason expected = forPublic(resource, kind, asked);
					assertThat(reason(decision)).as("%s %s %s", resource, kind, asked).isEqualTo(expected);
					if (decision instanceof Permit permit) {
						assertThat(permit.items()).isSubsetOf(OPEN.id()).containsAll(asked);
					}
					else {
						met.add(((Refuse) decision).reason());
					}
				}
			}
		}
		assertThat(met).containsExactlyInAnyOrder(Reason.NOT_CLASSIFIED, Reason.NOT_OPEN, Reason.OPEN_ON_APPLICATION,
				Reason.GRADE_NOT_OPEN, Reason.CONTENT_STOPPED, Reason.ITEM_NOT_OPEN, Reason.GRANT_REQUIRED);
	}

	@Test
	void applicantGetsWhatWouldOpenWithoutConditions() {
		Asker person = new Asker("person", null, false, new Opening(GRANT, "person", ENTRY, NOW.plusSeconds(1)));
		for (Resource resource : resources()) {
			Resource same = (resource.openness() instanceof Openness.Conditional) ? resource(resource.completeness(),
					resource.sharing(), new Openness.Unconditional("cc-by-4.0"), resource.grade(), resource.content())
					: resource;
			for (Action.Kind kind : Action.Kind.values()) {
				for (Set<ItemId> asked : ASKED) {
					Action action = new Action(kind, asked, null, null);
					assertThat(decide(person, resource, action, null)).as("%s %s %s", resource, kind, asked)
						.isEqualTo(decide(Asker.PUBLIC, same, action, null));
				}
			}
		}
	}

	@Test
	void anotherApplicationOpensNothing() {
		Resource resource = resource(Completeness.FULL, new SharingClass.Unconditional(),
				new Openness.Conditional("cc-by-4.0", null), Grade.GENERAL_1, content(true, false));
		for (Opening other : List.of(new Opening(GRANT, "somebody", ENTRY, NOW.plusSeconds(1)),
				new Opening(GRANT, "person", EntryId.random(), NOW.plusSeconds(1)),
				new Opening(GRANT, "person", ENTRY, NOW))) {
			assertThat(decide(new Asker("person", null, false, other), resource, rows(null, null), null))
				.isEqualTo(new Refuse(Reason.OPEN_ON_APPLICATION));
		}
		assertThat(decide(new Asker("", null, false, new Opening(GRANT, "", ENTRY, NOW.plusSeconds(1))), resource,
				rows(null, null), null))
			.isEqualTo(new Refuse(Reason.OPEN_ON_APPLICATION));
	}

	@Test
	void departmentGetsGrantedItemsForGrantedPurposeOnly() {
		Set<Reason> met = EnumSet.noneOf(Reason.class);
		for (Resource resource : resources()) {
			for (Held.State state : Held.State.values()) {
				for (@Nullable
				String purpose : PURPOSES) {
					for (Set<ItemId> asked : ASKED) {
						Action action = new Action(Action.Kind.ROWS, asked, GRANT, purpose);
						Decision decision = decide(new Asker("system", HOLDER, true, null), resource, action,
								held(state));
						assertThat(reason(decision)).as("%s %s %s %s", resource, state, purpose, asked)
							.isEqualTo(forDepartment(resource, state, purpose, asked));
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
		assertThat(met).containsExactlyInAnyOrder(Reason.NOT_CLASSIFIED, Reason.NOT_SHARED_BY_LAW, Reason.GRANT_FOREIGN,
				Reason.GRANT_SUSPENDED, Reason.GRANT_REVOKED, Reason.GRANT_EXPIRED, Reason.PURPOSE_MISSING,
				Reason.PURPOSE_NOT_COVERED, Reason.ITEMS_NOT_COVERED);
	}

	@Test
	void contentStoppedForThePublicStaysWithDepartmentsUnderGrant() {
		Resource stopped = open(content(true, true));
		assertThat(reason(decide(Asker.PUBLIC, stopped, rows(null, null), null))).isEqualTo(Reason.CONTENT_STOPPED);
		assertThat(
				decide(new Asker("system", HOLDER, true, null), stopped, rows(GRANT, PURPOSE), held(Held.State.ACTIVE)))
			.isInstanceOf(Permit.class);
	}

	@Test
	void contentHeldInSomeColumnsLeavesTheOthersOpen() {
		Item other = new Item(ItemId.random(), "other", true, Sensitivity.NONE);
		Resource both = new Resource(ENTRY, DISTRIBUTION, OTHER, true, Completeness.FULL,
				new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"), Grade.GENERAL_1,
				List.of(OPEN, other), new Content(true, columns(OPEN, other), false, Set.of("open")), NOW);
		assertThat(decide(Asker.PUBLIC, both, rows(null, null), null)).isInstanceOfSatisfying(Permit.class,
				(permit) -> assertThat(permit.items()).containsExactly(other.id()));
		assertThat(reason(decide(Asker.PUBLIC, both, new Action(Action.Kind.FILE, Set.of(), null, null), null)))
			.isEqualTo(Reason.CONTENT_STOPPED);
		assertThat(
				reason(decide(Asker.PUBLIC, both, new Action(Action.Kind.ROWS, Set.of(OPEN.id()), null, null), null)))
			.isEqualTo(Reason.CONTENT_STOPPED);
		assertThat(decide(new Asker("system", HOLDER, true, null), both, rows(GRANT, PURPOSE), held(Held.State.ACTIVE)))
			.isInstanceOfSatisfying(Permit.class, (permit) -> assertThat(permit.items()).containsExactly(OPEN.id()));
		Resource alone = open(new Content(true, columns(OPEN, CLOSED, SECRET), false, Set.of("open")));
		assertThat(reason(decide(Asker.PUBLIC, alone, rows(null, null), null))).isEqualTo(Reason.CONTENT_STOPPED);
	}

	@Test
	void silenceOfTheCatalogueAndSuspensionBarEverybody() {
		Resource heard = open(content(true, false));
		assertThat(reason(decide(Asker.PUBLIC, heard(heard, true, 5_000), rows(null, null), null))).isNull();
		Resource stale = heard(heard, true, 5_001);
		Resource suspended = heard(heard, false, 0);
		Held active = held(Held.State.ACTIVE);
		for (Action action : List.of(rows(null, null), rows(GRANT, PURPOSE))) {
			Asker asker = new Asker("system", HOLDER, true, null);
			assertThat(reason(decide(asker, stale, action, active))).isEqualTo(Reason.POLICY_STALE);
			assertThat(reason(decide(asker, suspended, action, active))).isEqualTo(Reason.ENTRY_SUSPENDED);
		}
	}

	@Test
	void purposeWithoutGrantIsRefusedAndForeignGrantsAreToo() {
		Resource resource = open(content(true, false));
		Held active = held(Held.State.ACTIVE);
		Asker holder = new Asker("system", HOLDER, true, null);
		assertThat(reason(decide(holder, resource, rows(null, PURPOSE), null))).isEqualTo(Reason.GRANT_REQUIRED);
		assertThat(reason(decide(holder, resource, rows(GRANT, PURPOSE), null))).isEqualTo(Reason.GRANT_FOREIGN);
		assertThat(reason(decide(new Asker("system", OTHER, true, null), resource, rows(GRANT, PURPOSE), active)))
			.isEqualTo(Reason.GRANT_FOREIGN);
		assertThat(reason(decide(Asker.PUBLIC, resource, rows(GRANT, PURPOSE), active)))
			.isEqualTo(Reason.GRANT_FOREIGN);
		assertThat(reason(decide(holder, resource, rows(GrantId.random(), PURPOSE), active)))
			.isEqualTo(Reason.GRANT_FOREIGN);
	}

	@Test
	void grantEndsAtItsInstantAndWithItsQuota() {
		Resource resource = open(content(true, false));
		Asker holder = new Asker("system", HOLDER, true, null);
		Action action = rows(GRANT, PURPOSE);
		assertThat(reason(decide(holder, resource, action, held(NOW, null, null), Held.Usage.NONE)))
			.isEqualTo(Reason.GRANT_EXPIRED);
		Held limited = held(NOW.plusSeconds(1), 10L, 3L);
		assertThat(decide(holder, resource, action, limited, new Held.Usage(9, 2))).isInstanceOfSatisfying(Permit.class,
				(permit) -> assertThat(permit.rowsLeft()).isEqualTo(1));
		assertThat(reason(decide(holder, resource, action, limited, new Held.Usage(10, 2))))
			.isEqualTo(Reason.QUOTA_USED_UP);
		assertThat(reason(decide(holder, resource, action, limited, new Held.Usage(9, 3))))
			.isEqualTo(Reason.QUOTA_USED_UP);
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
		Resource resource = new Resource(ENTRY, DISTRIBUTION, OTHER, true, Completeness.FULL,
				new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"), Grade.GENERAL_1,
				List.of(items), new Content(true, columns, false, held), NOW);
		Held grant = new Held(GRANT, HOLDER, ENTRY, DISTRIBUTION, granted, List.of(), PURPOSE, Held.State.ACTIVE,
				NOW.plusSeconds(1), null, null, SharingMode.BATCH_EXCHANGE);
		columns.forEach((column, described) -> {
			boolean open = !held.contains(column) && described.stream().allMatch(Item::mayOpen);
			boolean covered = described.stream()
				.allMatch((item) -> granted.contains(item.id()) && item.sensitivity() != Sensitivity.STATE_SECRET);
			assertLeaves(resource, column, rows(null, null), null, open);
			assertLeaves(resource, column, rows(GRANT, PURPOSE), grant, covered);
		});
		boolean all = columns.values().stream().flatMap(List::stream).allMatch(Item::mayOpen) && held.isEmpty();
		assertThat(decide(Asker.PUBLIC, resource, new Action(Action.Kind.FILE, Set.of(), null, null), null))
			.isInstanceOf(all ? Permit.class : Refuse.class);
	}

	private static void assertLeaves(Resource resource, String column, Action any, @Nullable Held grant,
			boolean expected) {
		Asker asker = (grant != null) ? new Asker("system", HOLDER, true, null) : Asker.PUBLIC;
		Decision whatever = decide(asker, resource, any, grant);
		assertThat(whatever instanceof Permit permit && permit.columns().contains(column)).isEqualTo(expected);
		Action named = new Action(any.kind(), resource.items(List.of(column)), any.grant(), any.purpose());
		assertThat(decide(asker, resource, named, grant)).isInstanceOf(expected ? Permit.class : Refuse.class);
	}

	@Test
	void grantIsUsedInItsModeOnly() {
		Resource resource = new Resource(ENTRY, DISTRIBUTION, OTHER, true, Completeness.FULL,
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
				assertThat(reason(decide(new Asker("system", HOLDER, true, null), resource,
						new Action(kind, Set.of(), GRANT, PURPOSE), held(mode))))
					.as("%s %s", mode, kind)
					.isEqualTo(expected.get(mode).contains(kind) ? null : Reason.MODE_NOT_COVERED);
			}
		}
		assertThat(reason(decide(new Asker("system", HOLDER, true, null), resource, rows(GRANT, PURPOSE),
				held((SharingMode) null))))
			.as("a mode that is not known")
			.isEqualTo(Reason.MODE_NOT_COVERED);
	}

	@Test
	void whoIsNoDepartmentHasToBeNamed() {
		Asker body = new Asker("system", HOLDER, false, null);
		Held active = held(Held.State.ACTIVE);
		for (SharingClass unnamed : List.of(new SharingClass.Unconditional(),
				new SharingClass.Conditional(Set.of(), Set.of(PURPOSE)))) {
			Resource resource = resource(Completeness.FULL, unnamed, new Openness.NotOpen("", List.of()),
					Grade.GENERAL_1, content(true, false));
			assertThat(reason(decide(body, resource, rows(GRANT, PURPOSE), active)))
				.isEqualTo(Reason.AGENCY_KIND_NOT_COVERED);
		}
		Resource named = resource(Completeness.FULL, new SharingClass.Conditional(Set.of(HOLDER), Set.of(PURPOSE)),
				new Openness.NotOpen("", List.of()), Grade.GENERAL_1, content(true, false));
		assertThat(decide(body, named, rows(GRANT, PURPOSE), active)).isInstanceOf(Permit.class);
	}

	private static @Nullable Reason forPublic(Resource resource, Action.Kind kind, Set<ItemId> asked) {
		if (unclassified(resource)) {
			return Reason.NOT_CLASSIFIED;
		}
		if (kind == Action.Kind.VERIFY) {
			return Reason.GRANT_REQUIRED;
		}
		if (resource.openness() instanceof Openness.NotOpen) {
			return Reason.NOT_OPEN;
		}
		if (resource.openness() instanceof Openness.Conditional) {
			return Reason.OPEN_ON_APPLICATION;
		}
		if (Set.of(Grade.IMPORTANT, Grade.CORE).contains(resource.grade())) {
			return Reason.GRADE_NOT_OPEN;
		}
		if (resource.content().stopped()) {
			return Reason.CONTENT_STOPPED;
		}
		boolean parts = resource.content().table() && kind != Action.Kind.FILE;
		return (parts && Set.of(OPEN.id()).containsAll(asked)) ? null : Reason.ITEM_NOT_OPEN;
	}

	private static @Nullable Reason forDepartment(Resource resource, Held.State state, @Nullable String purpose,
			Set<ItemId> asked) {
		if (unclassified(resource)) {
			return Reason.NOT_CLASSIFIED;
		}
		if (resource.sharing() instanceof SharingClass.NotShared) {
			return Reason.NOT_SHARED_BY_LAW;
		}
		if (resource.sharing() instanceof SharingClass.Conditional(var scope, var _) && scope.contains(OTHER)) {
			return Reason.GRANT_FOREIGN;
		}
		if (state != Held.State.ACTIVE) {
			return (state == Held.State.SUSPENDED) ? Reason.GRANT_SUSPENDED
					: (state == Held.State.REVOKED) ? Reason.GRANT_REVOKED : Reason.GRANT_EXPIRED;
		}
		if (purpose == null || purpose.isBlank()) {
			return Reason.PURPOSE_MISSING;
		}
		if (!purpose.equals(PURPOSE) || resource.sharing() instanceof SharingClass.Conditional(var _, var named)
				&& !named.contains(PURPOSE)) {
			return Reason.PURPOSE_NOT_COVERED;
		}
		boolean granted = Set.of(OPEN.id(), CLOSED.id()).containsAll(asked);
		return (resource.content().table() && granted) ? null : Reason.ITEMS_NOT_COVERED;
	}

	private static boolean unclassified(Resource resource) {
		return resource.completeness() == Completeness.HARVESTED || resource.sharing() == null
				|| resource.openness() == null || resource.grade() == null;
	}

	private static List<Resource> resources() {
		List<Resource> all = new ArrayList<>();
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

	private static Resource resource(Completeness completeness, @Nullable SharingClass sharing,
			@Nullable Openness openness, @Nullable Grade grade, Content content) {
		return new Resource(ENTRY, DISTRIBUTION, OTHER, true, completeness, sharing, openness, grade,
				List.of(OPEN, CLOSED, SECRET), content, NOW);
	}

	private static Resource open(Content content) {
		return resource(Completeness.FULL, new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"),
				Grade.GENERAL_1, content);
	}

	private static Resource heard(Resource resource, boolean inForce, long millisAgo) {
		return new Resource(ENTRY, DISTRIBUTION, OTHER, inForce, resource.completeness(), resource.sharing(),
				resource.openness(), resource.grade(), resource.items(), resource.content(),
				NOW.minusMillis(millisAgo));
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
	private static Held held(Held.State state) {
		return new Held(GRANT, HOLDER, ENTRY, DISTRIBUTION, Set.of(OPEN.id(), CLOSED.id(), SECRET.id()), List.of(),
				PURPOSE, state, NOW.plusSeconds(1), null, null, SharingMode.BATCH_EXCHANGE);
	}

	private static Held held(@Nullable SharingMode mode) {
		return new Held(GRANT, HOLDER, ENTRY, DISTRIBUTION, Set.of(OPEN.id()), List.of(), PURPOSE, Held.State.ACTIVE,
				NOW.plusSeconds(1), null, null, mode);
	}

	private static Held held(Instant until, @Nullable Long rowQuota, @Nullable Long callQuota) {
		return new Held(GRANT, HOLDER, ENTRY, DISTRIBUTION, Set.of(OPEN.id()), List.of(), PURPOSE, Held.State.ACTIVE,
				until, rowQuota, callQuota, SharingMode.BATCH_EXCHANGE);
	}

	private static Decision decide(Asker asker, Resource resource, Action action, @Nullable Held grant) {
		return decide(asker, resource, action, grant, Held.Usage.NONE);
	}

	private static Decision decide(Asker asker, Resource resource, Action action, @Nullable Held grant,
			Held.Usage usage) {
		return SharingPolicy.decide(asker, resource, action, grant, usage, NOW);
	}

	private static @Nullable Reason reason(Decision decision) {
		return (decision instanceof Refuse refuse) ? refuse.reason() : null;
	}

	private static <T> List<@Nullable T> nullable(List<? extends T> values) {
		List<@Nullable T> all = new ArrayList<>(values);
		all.add(null);
		return all;
	}

}
