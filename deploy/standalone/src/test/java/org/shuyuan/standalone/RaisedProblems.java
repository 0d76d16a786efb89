package org.shuyuan.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import org.jspecify.annotations.Nullable;

/**
 * The codes of the problems that source code raises, read from its syntax: what reaches
 * the code of a {@code Problem}, directly or as an argument of a method or constructor
 * that hands it on.
 */
final class RaisedProblems {

	private static final String CONSTRUCTOR = "<init>";

	/** Where a code goes in, by class and method: the position of the argument. */
	private final Map<String, Integer> positions = new HashMap<>(Map.of("Problem#<init>", 1, "QueryInvalid#<init>", 0));

	private final Map<String, Set<String>> codes = new TreeMap<>();

	private final Set<String> unread = new TreeSet<>();

	private RaisedProblems(List<Path> sources) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (var files = compiler.getStandardFileManager(null, null, null)) {
			JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
					files.getJavaFileObjectsFromPaths(sources));
			Iterable<? extends CompilationUnitTree> units = task.parse();
			int known;
			do {
				known = this.positions.size();
				this.unread.clear();
				units.forEach((unit) -> new Calls(unit).scan(unit, null));
			}
			while (this.positions.size() > known);
		}
	}

	/** Reads all main sources under the modules. */
	static RaisedProblems of(Path root, List<String> modules) {
		try {
			List<Path> sources = new ArrayList<>();
			for (String module : modules) {
				try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
					files.filter((file) -> file.toString().endsWith(".java")).forEach(sources::add);
				}
			}
			return new RaisedProblems(sources);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The codes, each with the source files that raise it. */
	Map<String, Set<String>> codes() {
		return this.codes;
	}

	/** What stands where a code goes in and could not be read as one. */
	Set<String> unread() {
		return this.unread;
	}

	/** The calls of one source file. */
	private final class Calls extends TreeScanner<Void, Void> {

		private final String file;

		private final Deque<ClassTree> classes = new ArrayDeque<>();

		private final Deque<MethodTree> methods = new ArrayDeque<>();

		private Calls(CompilationUnitTree unit) {
			this.file = Path.of(unit.getSourceFile().toUri()).getFileName().toString().replace(".java", "");
		}

		@Override
		public Void visitClass(ClassTree type, Void nothing) {
			this.classes.push(type);
			super.visitClass(type, nothing);
			this.classes.pop();
			return null;
		}

		@Override
		public Void visitMethod(MethodTree method, Void nothing) {
			this.methods.push(method);
			super.visitMethod(method, nothing);
			this.methods.pop();
			return null;
		}

		@Override
		public Void visitNewClass(NewClassTree made, Void nothing) {
			called(made.getIdentifier().toString() + "#" + CONSTRUCTOR, made.getArguments());
			return super.visitNewClass(made, nothing);
		}

		@Override
		public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
			called(name(call.getMethodSelect()), call.getArguments());
			return super.visitMethodInvocation(call, nothing);
		}

		private String name(ExpressionTree method) {
			ClassTree here = this.classes.peek();
			if (method instanceof MemberSelectTree member) {
				return member.getExpression() + "#" + member.getIdentifier();
			}
			return switch (method.toString()) {
				case "super" -> ((here != null && here.getExtendsClause() != null) ? here.getExtendsClause() : "Object")
						+ "#" + CONSTRUCTOR;
				case "this" -> this.file + "#" + CONSTRUCTOR;
				default -> this.file + "#" + method;
			};
		}

		private void called(String method, List<? extends ExpressionTree> arguments) {
			Integer position = RaisedProblems.this.positions.get(method);
			if (position != null && position < arguments.size()) {
				read(arguments.get(position), method.equals("NotFound#of"));
			}
		}

		private void read(ExpressionTree code, boolean kind) {
			switch (code) {
				case LiteralTree literal when literal.getValue() instanceof String value -> RaisedProblems.this.codes
					.computeIfAbsent(kind ? value + "-not-found" : value, (_) -> new TreeSet<>())
					.add(this.file);
				case ParenthesizedTree inner -> read(inner.getExpression(), kind);
				case ConditionalExpressionTree either -> {
					read(either.getTrueExpression(), kind);
					read(either.getFalseExpression(), kind);
				}
				case SwitchExpressionTree cases -> cases(cases, kind);
				case BinaryTree sum when sum.getRightOperand().toString().equals("\"-not-found\"") ->
					read(sum.getLeftOperand(), true);
				case IdentifierTree name when parameter(name.toString()) >= 0 -> handedOn(name.toString());
				case IdentifierTree name when initializer(name.toString()) != null ->
					read(Objects.requireNonNull(initializer(name.toString())), kind);
				default -> RaisedProblems.this.unread.add(this.file + ": " + code);
			}
		}

		private void cases(SwitchExpressionTree cases, boolean kind) {
			cases.getCases().forEach((each) -> {
				if (each.getBody() instanceof ExpressionTree value) {
					read(value, kind);
				}
				else {
					new TreeScanner<Void, Void>() {
						@Override
						public Void visitYield(YieldTree yielded, Void nothing) {
							read(yielded.getValue(), kind);
							return null;
						}
					}.scan(each, null);
				}
			});
		}

		/** What a local variable begins with; null where there is no such variable. */
		private @Nullable ExpressionTree initializer(String name) {
			ExpressionTree[] found = new ExpressionTree[1];
			new TreeScanner<Void, Void>() {
				@Override
				public Void visitVariable(VariableTree variable, Void nothing) {
					if (variable.getName().contentEquals(name)) {
						found[0] = variable.getInitializer();
					}
					return super.visitVariable(variable, nothing);
				}
			}.scan(this.methods.peek(), null);
			return found[0];
		}

		private int parameter(String name) {
			MethodTree method = this.methods.peek();
			for (int n = 0; method != null && n < method.getParameters().size(); n++) {
				if (method.getParameters().get(n).getName().contentEquals(name)) {
					return n;
				}
			}
			return -1;
		}

		private void handedOn(String parameter) {
			String method = this.methods.element().getName().toString();
			ClassTree type = this.classes.element();
			Set<String> names = new HashSet<>(List.of(this.file, type.getSimpleName().toString()));
			names.forEach(
					(name) -> RaisedProblems.this.positions.putIfAbsent(name + "#" + method, parameter(parameter)));
		}

	}

}
