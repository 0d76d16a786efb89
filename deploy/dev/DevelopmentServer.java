import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The edit-run loop of {@code deploy/run --dev}: the platform from {@code target/classes}, with
 * resources from the sources. A changed Java file is compiled in this process, then the platform
 * starts again in a class loader of its own, while the libraries stay loaded. Run from its source,
 * with resources, classes and libraries on the class path.
 */
public final class DevelopmentServer {

	private static final String APPLICATION = "org.shuyuan.standalone.StandaloneApplication";

	/** Pause between two looks at the sources, in milliseconds. */
	private static final int POLL = 300;

	/** What is read anew at each request, so that nothing has to start again. */
	private static final List<String> RELOADED = List.of("templates", "static", "messages");

	private static final List<String> OPTIONS = List.of("-parameters", "-g", "-proc:none", "-nowarn", "-classpath",
			System.getProperty("java.class.path"));

	private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

	/** Kept open, as opening every library again takes longer than compiling a file. */
	private final StandardJavaFileManager files = this.compiler.getStandardFileManager(null, null, null);

	private final Path root;

	private final List<Module> modules;

	private final String[] arguments;

	/** What could not be compiled yet, and is tried again with what is saved next. */
	private final Set<Path> pending = new TreeSet<>();

	private AutoCloseable running;

	private DevelopmentServer(Path root, List<Module> modules, String[] arguments) {
		this.root = root;
		this.modules = modules;
		this.arguments = arguments;
	}

	/**
	 * Runs until the process is told to end.
	 * @param arguments the root folder, the modules separated by commas, dependencies first, the time of
	 * the last build (a file), then the platform's own
	 */
	public static void main(String[] arguments) throws InterruptedException {
		Path root = Path.of(arguments[0]);
		List<Module> modules = Stream.of(arguments[1].split(",")).map((name) -> new Module(root.resolve(name))).toList();
		DevelopmentServer server = new DevelopmentServer(root, modules,
				Stream.of(arguments).skip(3).toArray(String[]::new));
		Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
		server.run(Path.of(arguments[2]));
	}

	private void run(Path built) throws InterruptedException {
		Map<Path, FileTime> known = sources();
		FileTime last = modified(built);
		known.keySet().stream().filter((file) -> known.get(file).compareTo(last) > 0).forEach(this.pending::add);
		if (compile(this.pending, built)) {
			this.pending.clear();
			restart();
		}
		Map<Path, FileTime> seen = known;
		while (true) {
			Thread.sleep(POLL);
			Map<Path, FileTime> now = sources();
			if (!now.equals(seen)) {
				// an editor may still be writing
				for (Map<Path, FileTime> again = later(); !again.equals(now); again = later()) {
					now = again;
				}
				Map<Path, FileTime> before = seen;
				Map<Path, FileTime> after = now;
				seen = now;
				changed(after.keySet().stream().filter((file) -> !after.get(file).equals(before.get(file))).toList(), built);
			}
		}
	}

	private Map<Path, FileTime> later() throws InterruptedException {
		Thread.sleep(POLL / 3);
		return sources();
	}

	private void changed(List<Path> files, Path built) {
		files.forEach((file) -> report("changed", this.root.relativize(file).toString()));
		if (files.stream().anyMatch((file) -> file.endsWith("pom.xml"))) {
			report("pom.xml", "stop this and start it again, to take in another class path");
		}
		List<Path> taken = files.stream().filter((file) -> !isReloaded(file)).toList();
		if (taken.isEmpty()) {
			return;
		}
		this.pending.addAll(taken);
		if (compile(this.pending, built)) {
			this.pending.clear();
			restart();
		}
	}

	private boolean isReloaded(Path file) {
		return file.endsWith("pom.xml") || this.modules.stream()
			.anyMatch((module) -> RELOADED.stream().anyMatch((folder) -> file.startsWith(module.resources().resolve(folder))));
	}

	/**
	 * Compiles what changed, module by module. Where that does not fit what is compiled
	 * already, the compiler says so and the platform goes on as it is.
	 */
	private boolean compile(Set<Path> files, Path built) {
		long begun = System.nanoTime();
		FileTime now = FileTime.fromMillis(System.currentTimeMillis());
		int compiled = 0;
		for (Module module : this.modules) {
			List<Path> own = files.stream()
				.filter((file) -> file.startsWith(module.java()) && file.toString().endsWith(".java"))
				.toList();
			if (!own.isEmpty() && !compile(module, own)) {
				report("kept", "what ran before; mend the error and save");
				return false;
			}
			compiled += own.size();
		}
		if (compiled > 0) {
			report("compiled", "%d files in %.1f s".formatted(compiled, seconds(begun)));
		}
		try {
			Files.setLastModifiedTime(built, now);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return true;
	}

	private boolean compile(Module module, List<Path> files) {
		try {
			this.files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(module.classes()));
			return this.compiler.getTask(null, this.files, null, OPTIONS, null, this.files.getJavaFileObjectsFromPaths(files))
				.call();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private synchronized void restart() {
		long begun = System.nanoTime();
		stop();
		try {
			ClassLoader loader = new PlatformLoader(this.modules);
			Thread.currentThread().setContextClassLoader(loader);
			Method start = loader.loadClass(APPLICATION).getMethod("start", Map.class, String[].class);
			this.running = (AutoCloseable) start.invoke(null, System.getenv(), this.arguments);
			report("running", "after %.1f s; what changes below src/main is taken in".formatted(seconds(begun)));
		}
		catch (InvocationTargetException ex) {
			report("not started", ex.getCause() + "; fix it and save");
		}
		catch (ReflectiveOperationException ex) {
			report("not started", ex + "; fix it and save");
		}
	}

	private synchronized void stop() {
		AutoCloseable last = this.running;
		this.running = null;
		if (last != null) {
			try {
				last.close();
			}
			catch (Exception ex) {
				report("stop", ex.toString());
			}
		}
	}

	private Map<Path, FileTime> sources() {
		Map<Path, FileTime> times = new TreeMap<>();
		for (Module module : this.modules) {
			times.put(module.folder().resolve("pom.xml"), modified(module.folder().resolve("pom.xml")));
			try (Stream<Path> files = Files.walk(module.folder().resolve("src/main"))) {
				files.filter(Files::isRegularFile).forEach((file) -> times.put(file, modified(file)));
			}
			catch (IOException | UncheckedIOException _) {
				// a file went away meanwhile; the next look finds out
			}
		}
		return times;
	}

	private static FileTime modified(Path file) {
		try {
			return Files.getLastModifiedTime(file);
		}
		catch (NoSuchFileException _) {
			return FileTime.fromMillis(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static double seconds(long begun) {
		return (System.nanoTime() - begun) / 1e9;
	}

	private static void report(String what, String about) {
		System.out.printf("%-12s %s%n", what, about);
	}

	/** The platform's own classes of one start; libraries and resources come from the class path. */
	private static final class PlatformLoader extends ClassLoader {

		private static final String OURS = "org.shuyuan.";

		/** Packages of what Tomcat makes by its name, from the class path. */
		private static final String BY_NAME = ".connections.";

		private final List<Module> modules;

		PlatformLoader(List<Module> modules) {
			super("platform", ClassLoader.getSystemClassLoader());
			this.modules = modules;
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith(OURS) || name.contains(BY_NAME)) {
				return super.loadClass(name, resolve);
			}
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : define(name);
			}
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			for (Module module : this.modules) {
				Path file = module.classes().resolve(name.replace('.', '/') + ".class");
				if (Files.exists(file)) {
					try {
						byte[] bytes = Files.readAllBytes(file);
						return defineClass(name, bytes, 0, bytes.length);
					}
					catch (IOException ex) {
						throw new ClassNotFoundException(name, ex);
					}
				}
			}
			throw new ClassNotFoundException(name);
		}

	}

	private record Module(Path folder) {

		Path java() {
			return this.folder.resolve("src/main/java");
		}

		Path resources() {
			return this.folder.resolve("src/main/resources");
		}

		Path classes() {
			return this.folder.resolve("target/classes");
		}

	}

}
