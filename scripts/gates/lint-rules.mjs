/** Our own lint rules (oxlint loads plugins as JavaScript). */

const noHiddenClock = {
  meta: { messages: { clock: "`{{ text }}` reads the wall clock: take the time from the request's tail." } },
  create(context) {
    const check = (node) => {
      const { callee } = node;
      if (callee.type !== "Identifier" || callee.name !== "Date") return;
      // `new Date(seconds)` is arithmetic; `new Date()` and `Date(anything)` are now.
      if (node.type === "NewExpression" && node.arguments.length > 0) return;
      context.report({
        node,
        messageId: "clock",
        data: { text: node.type === "NewExpression" ? "new Date()" : "Date()" },
      });
    };
    return { NewExpression: check, CallExpression: check };
  },
};

export default {
  meta: { name: "imago" },
  rules: { "no-hidden-clock": noHiddenClock },
};
