package org.shuyuan.observability;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the parts of the platform have to know of each other, the same in every service.
 *
 * @param baseUri the platform's own address, of the proxy where there is one: absolute,
 * http or https, without a slash at its end
 * @param data folder of the process; none for a service that keeps nothing
 * @param catalogueUrl where the catalogue is reached, if not at the base address
 * @param gatewayUrl where the gateway is reached, if not at the base address
 * @param identityUrl where the identity service is reached, if not at the base address
 * @param introspectionUri where the authorization server says whether a token still holds
 * (RFC 7662), if not at {@code /oauth2/introspect} below the base address
 * @param zone the city's time zone, in which days are counted
 */
@ConfigurationProperties("shuyuan")
public record PlatformProperties(URI baseUri, @Nullable Path data, @Nullable URI catalogueUrl, @Nullable URI gatewayUrl,
		@Nullable URI identityUrl, @Nullable URI introspectionUri, @DefaultValue(CITY_ZONE) ZoneId zone) {

	private static final String CITY_ZONE = "Asia/Shanghai";

	/** How the path of a file looks of which a setting is missing. */
	private static final String PLACEHOLDER = "${";

	/**
	 * The settings, of which the base address must be there.
	 * @throws InvalidSetting if it is missing or of another form, or the zone is not the
	 * name of one
	 */
	public PlatformProperties {
		checkBaseUri(baseUri);
		if (!ZoneId.getAvailableZoneIds().contains(zone.getId())) {
			throw new InvalidSetting("SHUYUAN_ZONE is '%s'; the name of a time zone, such as Asia/Shanghai, is expected"
				.formatted(zone));
		}
	}

	/** A platform of which only the address is set. */
	public static PlatformProperties at(String baseUri) {
		return new PlatformProperties(URI.create(baseUri), null, null, null, null, null, ZoneId.of(CITY_ZONE));
	}

	private static void checkBaseUri(@Nullable URI baseUri) {
		if (baseUri == null) {
			throw new InvalidSetting(
					"SHUYUAN_BASE_URI is missing: set it to the platform's own address, such as https://data.example.cn");
		}
		boolean web = "http".equals(baseUri.getScheme()) || "https".equals(baseUri.getScheme());
		if (!web || baseUri.getHost() == null || baseUri.getRawPath().endsWith("/") || baseUri.getRawQuery() != null
				|| baseUri.getRawFragment() != null) {
			throw new InvalidSetting(
					"SHUYUAN_BASE_URI is '%s'; an address such as https://data.example.cn, without a slash at its end, is expected"
						.formatted(baseUri));
		}
	}

	/**
	 * The data folder of a service that needs one.
	 * @throws InvalidSetting if none is set
	 */
	public Path dataFolder() {
		if (this.data == null || this.data.toString().isBlank() || this.data.toString().contains(PLACEHOLDER)) {
			throw new InvalidSetting("SHUYUAN_DATA is missing: set it to a folder of this process");
		}
		return this.data;
	}

	/** Where the catalogue is reached. */
	public URI catalogue() {
		return orBase(this.catalogueUrl);
	}

	/** Where the gateway is reached. */
	public URI gateway() {
		return orBase(this.gatewayUrl);
	}

	/** Where the identity service is reached. */
	public URI identity() {
		return orBase(this.identityUrl);
	}

	/** Where the authorization server says whether a token still holds. */
	public URI introspection() {
		return (this.introspectionUri != null) ? this.introspectionUri
				: URI.create(this.baseUri + "/oauth2/introspect");
	}

	private URI orBase(@Nullable URI address) {
		return (address != null) ? address : this.baseUri;
	}

}
