import Handlebars from 'handlebars';

/** A compiled template: data in, text out. */
export type Template = (data: object) => string;

/** Strict mode looks at what is shown, not at what is asked: these ask. */
const ASKING = ['if', 'unless', 'each', 'with'] as const;

/** A question about a value that the data lacks is as much an error as showing it. */
const refuseMissing = (handlebars: typeof Handlebars): void => {
  for (const name of ASKING) {
    const helper = handlebars.helpers[name];
    if (helper === undefined) throw new Error(`Handlebars has no helper ${name}`);
    handlebars.registerHelper(name, function (this: unknown, value: unknown, options: Handlebars.HelperOptions): unknown {
      if (value === undefined) throw new Error(`A template asks for something that the data lacks: #${name}`);
      return helper.call(this, value, options);
    });
  }
};

/** Text of a template by its name. Throws where the package lacks it. */
export const templateText = (templates: ReadonlyMap<string, string>, name: string): string => {
  const text = templates.get(name);
  if (text === undefined) throw new Error(`The template ${name} is missing from the package`);
  return text;
};

/** Compiles a template once, with its partials. Strict everywhere: a name that the data lacks is an error, never a blank. */
export const compileTemplate = (text: string, partials: ReadonlyMap<string, string> = new Map()): Template => {
  const handlebars = Handlebars.create();
  refuseMissing(handlebars);
  for (const [name, partial] of partials) handlebars.registerPartial(name, partial.trim());
  return handlebars.compile<object>(text, { strict: true, preventIndent: true });
};
