package org.shuyuan.vocab.entry;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;

/** Builds an entry component by component; what is not given is absent. */
public final class EntryBuilder {

	private @Nullable EntryId id;

	private @Nullable String key;

	private @Nullable String code;

	private Text title;

	private @Nullable Text description;

	private List<Text> keywords = List.of();

	private AgencyId agency;

	private List<String> themes = List.of();

	private @Nullable String library;

	private @Nullable String area;

	private @Nullable String entityKind;

	private @Nullable String frequency;

	private @Nullable SharingClass sharing;

	private List<SharingMode> modes = List.of();

	private @Nullable Openness openness;

	private Discoverability discoverability = Discoverability.AGENCY;

	private @Nullable Grade grade;

	private List<DataItem> items = List.of();

	private List<Distribution> distributions = List.of();

	private Entry.@Nullable Contact contact;

	private List<EntryId> related = List.of();

	private @Nullable LocalDate issued;

	private @Nullable LocalDate modified;

	private @Nullable String landingPage;

	private @Nullable String harvestedFrom;

	private Completeness completeness = Completeness.FULL;

	private @Nullable SourceMetadata atSource;

	EntryBuilder(Text title, AgencyId agency) {
		this.title = title;
		this.agency = agency;
	}

	EntryBuilder(Entry entry) {
		this.id = entry.id();
		this.key = entry.key();
		this.code = entry.code();
		this.title = entry.title();
		this.description = entry.description();
		this.keywords = entry.keywords();
		this.agency = entry.agency();
		this.themes = entry.themes();
		this.library = entry.library();
		this.area = entry.area();
		this.entityKind = entry.entityKind();
		this.frequency = entry.frequency();
		this.sharing = entry.sharing();
		this.modes = entry.modes();
		this.openness = entry.openness();
		this.discoverability = entry.discoverability();
		this.grade = entry.grade();
		this.items = entry.items();
		this.distributions = entry.distributions();
		this.contact = entry.contact();
		this.related = entry.related();
		this.issued = entry.issued();
		this.modified = entry.modified();
		this.landingPage = entry.landingPage();
		this.harvestedFrom = entry.harvestedFrom();
		this.completeness = entry.completeness();
		this.atSource = entry.atSource();
	}

	/** Permanent id; absent in what a client registers, given at the first save. */
	public EntryBuilder id(@Nullable EntryId id) {
		this.id = id;
		return this;
	}

	/**
	 * The client's own stable key, unique within the agency; for a harvested entry the
	 * address at its source. Registering the same key again updates.
	 */
	public EntryBuilder key(@Nullable String key) {
		this.key = key;
		return this;
	}

	/** Official code (dct:identifier); may change when agencies merge. */
	public EntryBuilder code(@Nullable String code) {
		this.code = code;
		return this;
	}

	/** Name 目录名称. */
	public EntryBuilder title(Text title) {
		this.title = title;
		return this;
	}

	/** Abstract 摘要. */
	public EntryBuilder description(@Nullable Text description) {
		this.description = description;
		return this;
	}

	/** Key words. */
	public EntryBuilder keywords(List<Text> keywords) {
		this.keywords = keywords;
		return this;
	}

	/** Providing department 提供单位. */
	public EntryBuilder agency(AgencyId agency) {
		this.agency = agency;
		return this;
	}

	/** Codes in the list {@code themes}. */
	public EntryBuilder themes(List<String> themes) {
		this.themes = themes;
		return this;
	}

	/** Code in the list {@code libraries}. */
	public EntryBuilder library(@Nullable String library) {
		this.library = library;
		return this;
	}

	/** Administrative area it covers, six digits of GB/T 2260. */
	public EntryBuilder area(@Nullable String area) {
		this.area = area;
		return this;
	}

	/** Code in the list {@code entity-kinds}: what one record is about. */
	public EntryBuilder entityKind(@Nullable String entityKind) {
		this.entityKind = entityKind;
		return this;
	}

	/** Code in the list {@code frequencies}. */
	public EntryBuilder frequency(@Nullable String frequency) {
		this.frequency = frequency;
		return this;
	}

	/** Sharing class 共享属性. */
	public EntryBuilder sharing(@Nullable SharingClass sharing) {
		this.sharing = sharing;
		return this;
	}

	/** Sharing modes 共享方式. */
	public EntryBuilder modes(List<SharingMode> modes) {
		this.modes = modes;
		return this;
	}

	/** Openness 开放属性. */
	public EntryBuilder openness(@Nullable Openness openness) {
		this.openness = openness;
		return this;
	}

	/** Who may see that the entry exists. */
	public EntryBuilder discoverability(Discoverability discoverability) {
		this.discoverability = discoverability;
		return this;
	}

	/** Grade 分级 of the whole. */
	public EntryBuilder grade(@Nullable Grade grade) {
		this.grade = grade;
		return this;
	}

	/** Data items 信息项. */
	public EntryBuilder items(List<DataItem> items) {
		this.items = items;
		return this;
	}

	/** Distributions 数据资源. */
	public EntryBuilder distributions(List<Distribution> distributions) {
		this.distributions = distributions;
		return this;
	}

	/** Whom to ask; an office, not a person. */
	public EntryBuilder contact(Entry.@Nullable Contact contact) {
		this.contact = contact;
		return this;
	}

	/** Related entries. */
	public EntryBuilder related(List<EntryId> related) {
		this.related = related;
		return this;
	}

	/** First published at its source. */
	public EntryBuilder issued(@Nullable LocalDate issued) {
		this.issued = issued;
		return this;
	}

	/** Last changed at its source. */
	public EntryBuilder modified(@Nullable LocalDate modified) {
		this.modified = modified;
		return this;
	}

	/** Page about it at its source, http or https. */
	public EntryBuilder landingPage(@Nullable String landingPage) {
		this.landingPage = landingPage;
		return this;
	}

	/** Name of the catalogue it was harvested from. */
	public EntryBuilder harvestedFrom(@Nullable String harvestedFrom) {
		this.harvestedFrom = harvestedFrom;
		return this;
	}

	/** Full or harvested. */
	public EntryBuilder completeness(Completeness completeness) {
		this.completeness = completeness;
		return this;
	}

	/** What the source of a harvested description says in its own terms. */
	public EntryBuilder atSource(@Nullable SourceMetadata atSource) {
		this.atSource = atSource;
		return this;
	}

	/** The entry. */
	public Entry build() {
		return new Entry(this.id, this.key, this.code, this.title, this.description, this.keywords, this.agency,
				this.themes, this.library, this.area, this.entityKind, this.frequency, this.sharing, this.modes,
				this.openness, this.discoverability, this.grade, this.items, this.distributions, this.contact,
				this.related, this.issued, this.modified, this.landingPage, this.harvestedFrom, this.completeness,
				this.atSource);
	}

}
