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

/**
 * A catalogue entry 目录条目 (dcat:Dataset) as its agency describes it (Government Data
 * Sharing Regulation, art. 12-13): what travels as JSON and is written as DCAT-AP 3. Its
 * lifecycle state is the catalogue's record about it, not part of it.
 *
 * @param id permanent id; absent in what a client registers, given at the first save
 * @param key the client's own stable key, unique within the agency; for a harvested entry
 * the address at its source. Registering the same key again updates
 * @param code official code (dct:identifier); may change when agencies merge
 * @param title name 目录名称
 * @param description abstract 摘要
 * @param keywords key words
 * @param agency providing department 提供单位
 * @param themes codes in the list {@code themes}
 * @param library code in the list {@code libraries}
 * @param area administrative area it covers, six digits of GB/T 2260
 * @param entityKind code in the list {@code entity-kinds}: what one record is about
 * @param frequency code in the list {@code frequencies}
 * @param sharing sharing class 共享属性
 * @param modes sharing modes 共享方式
 * @param openness openness 开放属性
 * @param discoverability who may see that the entry exists
 * @param grade grade 分级 of the whole
 * @param items data items 信息项
 * @param distributions distributions 数据资源
 * @param contact whom to ask; an office, not a person
 * @param related related entries
 * @param issued first published at its source
 * @param modified last changed at its source
 * @param landingPage page about it at its source, http or https
 * @param harvestedFrom name of the catalogue it was harvested from
 * @param completeness full or harvested
 * @param atSource what the source of a harvested description says in its own terms
 */
public record Entry(@Nullable EntryId id, @Nullable String key, @Nullable String code, Text title,
		@Nullable Text description, List<Text> keywords, AgencyId agency, List<String> themes, @Nullable String library,
		@Nullable String area, @Nullable String entityKind, @Nullable String frequency, @Nullable SharingClass sharing,
		List<SharingMode> modes, @Nullable Openness openness, Discoverability discoverability, @Nullable Grade grade,
		List<DataItem> items, List<Distribution> distributions, @Nullable Contact contact, List<EntryId> related,
		@Nullable LocalDate issued, @Nullable LocalDate modified, @Nullable String landingPage,
		@Nullable String harvestedFrom, Completeness completeness, @Nullable SourceMetadata atSource) {

	public Entry {
		keywords = (keywords == null) ? List.of() : List.copyOf(keywords);
		themes = (themes == null) ? List.of() : List.copyOf(themes);
		modes = (modes == null) ? List.of() : List.copyOf(modes);
		discoverability = (discoverability == null) ? Discoverability.AGENCY : discoverability;
		items = (items == null) ? List.of() : List.copyOf(items);
		distributions = (distributions == null) ? List.of() : List.copyOf(distributions);
		related = (related == null) ? List.of() : List.copyOf(related);
		completeness = (completeness == null) ? Completeness.FULL : completeness;
		atSource = SourceMetadata.NONE.equals(atSource) ? null : atSource;
	}

	/** Builds an entry. */
	public static EntryBuilder of(Text title, AgencyId agency) {
		return new EntryBuilder(title, agency);
	}

	/** Builds an entry from this one. */
	public EntryBuilder change() {
		return new EntryBuilder(this);
	}

	/**
	 * An office to ask (vcard:Organization).
	 *
	 * @param name the office
	 * @param phone telephone
	 * @param email e-mail address
	 */
	public record Contact(@Nullable String name, @Nullable String phone, @Nullable String email) {
	}

	/** The grade that counts: the strictest of the entry's own and its items'. */
	public @Nullable Grade strictestGrade() {
		Grade strictest = this.grade;
		for (DataItem item : this.items) {
			if (item.grade() != null && (strictest == null || item.grade().compareTo(strictest) > 0)) {
				strictest = item.grade();
			}
		}
		return strictest;
	}

}
