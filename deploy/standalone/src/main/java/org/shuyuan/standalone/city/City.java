package org.shuyuan.standalone.city;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * The city as {@code city/agencies.yaml} describes it.
 *
 * @param area its area code
 * @param districts its districts
 * @param authority abbreviation of the data authority
 * @param agencies its departments and bodies, the authority among them
 */
public record City(String area, List<District> districts, String authority, List<Agency> agencies) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Reads the city's description. */
	public static City read() {
		return read("agencies.yaml", City.class);
	}

	/** The entries in an agency's file. */
	private static List<CityEntry> entries(String abbreviation) {
		return List.of(read("entries/" + abbreviation + ".yaml", CityEntry[].class));
	}

	/** Reads a file of the city's description as a record. */
	static <T> T read(String name, Class<T> type) {
		try (InputStream bytes = Objects.requireNonNull(City.class.getResourceAsStream("/city/" + name), name)) {
			Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(bytes);
			return JSON.convertValue(tree, type);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The demo city's " + name + " cannot be read", ex);
		}
	}

	/** The data authority. */
	public Agency dataAuthority() {
		return agency(this.authority);
	}

	Agency agency(String abbreviation) {
		return this.agencies.stream()
			.filter((agency) -> agency.abbreviation().equals(abbreviation))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No agency is called " + abbreviation));
	}

	/**
	 * A district of the city.
	 *
	 * @param code area code
	 * @param name what it is called
	 */
	public record District(String code, Text name) {
	}

	/**
	 * A department or body of the city.
	 *
	 * @param abbreviation begins the names of its accounts
	 * @param id unified social credit code
	 * @param kind kind of agency
	 * @param level level of government
	 * @param area area code
	 * @param name what it is called
	 * @param parent agency it belongs to
	 */
	public record Agency(String abbreviation, AgencyId id, String kind, String level, String area, Text name,
			@Nullable AgencyId parent) {

		/** The entries it registers. */
		List<CityEntry> entries() {
			return City.entries(this.abbreviation);
		}

	}

}
