import type { KqlColumn } from '../types';

/**
 * The part of the parser package we use, as it really looks at run time: a C# library compiled to
 * JavaScript, where lists have `Count` and `getItem` and overloaded constructors have numbers.
 */
export interface Language {
  KustoCode: { ParseAndAnalyze(text: string, globals: Globals): Code };
  KustoFacts: { GetExpressionResultName(node: SyntaxObject, otherwise: string): string | null };
  GlobalState: { Default: Globals };
  Symbols: {
    ColumnSymbol: new (name: string, type: SymbolObject) => SymbolObject;
    TableSymbol: { $ctor4: new (name: string, columns: SymbolObject[]) => SymbolObject };
    DatabaseSymbol: { ctor: new (name: string, members: SymbolObject[]) => SymbolObject };
    ScalarTypes: { GetSymbol(name: string): SymbolObject };
  };
  Syntax: { SyntaxKind: Record<string, unknown> };
}

export interface Globals {
  WithDatabase(database: SymbolObject): Globals;
}

interface Code {
  Syntax: SyntaxObject;
  GetDiagnostics(): NativeList<Diagnostic>;
}

export interface Diagnostic {
  Severity: string;
  Code: string;
  Message: string;
  Start: number;
  Length: number;
}

export interface NativeList<Item> {
  Count: number;
  getItem(index: number): Item;
}

export interface SymbolObject {
  Kind: number;
  Name: string;
  Type?: SymbolObject;
  Columns?: NativeList<SymbolObject>;
}

/** A node or token of the analysed tree; its parts are properties named as in the C# library. */
export interface SyntaxObject {
  Kind: number;
  IsToken: boolean;
  TextStart: number;
  Width: number;
  ChildCount: number;
  GetChild(index: number): SyntaxObject | null;
  GetCalledFunctionBody?(): SyntaxObject | null;
  Element?: SyntaxObject;
  Text?: string;
  ValueText?: string;
  SimpleName?: string;
  ResultType?: SymbolObject | null;
  ReferencedSymbol?: SymbolObject | null;
  ConstantValue?: unknown;
}

/** Loads the parser on first use (about 0.9 s) and keeps it: it is one global library. */
export function loadLanguage(): Language {
  const known = globalLanguage();
  if (known) return known;
  const bridge: unknown = require('@kusto/language-service-next/bridge.min.js');
  const scope = globalThis as { Bridge?: unknown };
  scope.Bridge ??= bridge;
  require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  const loaded = globalLanguage();
  if (!loaded) throw new Error('The KQL parser package did not register itself');
  return loaded;
}

/** The globals of a database that holds the given tables. */
export function describeTables(
  tables: { name: string; columns: KqlColumn[] }[],
  language: Language,
): Globals {
  const { ColumnSymbol, TableSymbol, DatabaseSymbol, ScalarTypes } = language.Symbols;
  const symbols = tables.map((table) => {
    const columns = table.columns.map(
      (column) => new ColumnSymbol(column.name, ScalarTypes.GetSymbol(column.type)),
    );
    return new TableSymbol.$ctor4(table.name, columns);
  });
  return language.GlobalState.Default.WithDatabase(new DatabaseSymbol.ctor('logs', symbols));
}

function globalLanguage(): Language | undefined {
  return (globalThis as { Kusto?: { Language?: Language } }).Kusto?.Language;
}

/** Warms the parser up, so that the first query does not pay for it; does nothing the second time. */
export function loadParser(): void {
  const language = loadLanguage();
  language.KustoCode.ParseAndAnalyze('print 1', language.GlobalState.Default);
}
