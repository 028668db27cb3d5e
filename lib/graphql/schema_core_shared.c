/* schema_core_shared.c -- the types of the record schema that no object has to
** itself: scalars, filters, pages, what a search finds. */
#include "graphql/schema_core.h"

#define SCALAR(name, scalar, about)                         \
    {                                                       \
        name, TW_GQL_KIND_SCALAR, scalar, about, NULL, NULL \
    }
#define ENUM(name, about, values)                                         \
    {                                                                     \
        name, TW_GQL_KIND_ENUM, TW_GQL_SCALAR_CUSTOM, about, values, NULL \
    }
#define INPUT(name, about, members)                                           \
    {                                                                         \
        name, TW_GQL_KIND_INPUT_OBJECT, TW_GQL_SCALAR_CUSTOM, about, members, \
            NULL                                                              \
    }
#define OBJECT(name, about, rows)                                         \
    {                                                                     \
        name, TW_GQL_KIND_OBJECT, TW_GQL_SCALAR_CUSTOM, about, NULL, rows \
    }
#define COMPARED(T, item)                                          \
    INPUT(T "Filter", "One comparison with a value of this type.", \
          "eq: " T ", gt: " T ", gte: " T ", in: [" T item "], "   \
          "lt: " T ", lte: " T ", neq: " T ", is: FilterIs")
#define ROW(name, type, verb, about)        \
    {                                       \
        name, type, NULL, verb, about, NULL \
    }
#define END ROW(NULL, NULL, 0, NULL)

static const tw_gql_row page_rows[] = {
    ROW("startCursor",
        "ConnectionCursor",
        TW_GQL_START_CURSOR,
        "The place of the first record; null on an empty page."),
    ROW("endCursor",
        "ConnectionCursor",
        TW_GQL_END_CURSOR,
        "The place of the last record; null on an empty page."),
    ROW("hasNextPage",
        "Boolean!",
        TW_GQL_HAS_NEXT_PAGE,
        "Are there records after this page?"),
    ROW("hasPreviousPage",
        "Boolean!",
        TW_GQL_HAS_PREVIOUS_PAGE,
        "Are there records before this page?"),
    END,
};

/* Members of a stored file: JSON, shown as it is. */
static const tw_gql_row file_rows[] = {
    ROW("fileId", "UUID!", TW_GQL_MEMBER, NULL),
    ROW("label", "String!", TW_GQL_MEMBER, NULL),
    ROW("extension", "String", TW_GQL_MEMBER, NULL),
    ROW("url", "String", TW_GQL_MEMBER, NULL),
    END,
};

static const tw_gql_row found_rows[] = {
    ROW("recordId", "UUID!", TW_GQL_FOUND_ID, NULL),
    ROW("objectNameSingular", "String!", TW_GQL_FOUND_OBJECT, NULL),
    ROW("objectLabelSingular", "String!", TW_GQL_FOUND_OBJECT_LABEL, NULL),
    ROW("label",
        "String!",
        TW_GQL_FOUND_LABEL,
        "The value of the object's label field."),
    ROW("imageUrl", "String", TW_GQL_FOUND_IMAGE, NULL),
    ROW("tsRankCD",
        "Float!",
        TW_GQL_FOUND_RANK_CD,
        "Rank of all words together; 0 when one of them is missing."),
    ROW("tsRank", "Float!", TW_GQL_FOUND_RANK, "Rank of any of the words."),
    END,
};

static const tw_gql_row found_edge_rows[] = {
    ROW("node", "SearchRecord!", TW_GQL_NODE, NULL),
    ROW("cursor", "String!", TW_GQL_CURSOR, NULL),
    END,
};

static const tw_gql_row found_page_rows[] = {
    ROW("endCursor", "String", TW_GQL_END_CURSOR, NULL),
    ROW("hasNextPage", "Boolean!", TW_GQL_HAS_NEXT_PAGE, NULL),
    END,
};

static const tw_gql_row found_connection_rows[] = {
    ROW("edges", "[SearchResultEdge!]!", TW_GQL_EDGES, NULL),
    ROW("pageInfo", "SearchResultPageInfo!", TW_GQL_PAGE_INFO, NULL),
    END,
};

const tw_gql_row tw__gql_search_rows[] = {
    {"search", "SearchResultConnection!",
     "searchInput: String!, limit: Int!, after: String, "
     "includedObjectNameSingulars: [String!], "
     "excludedObjectNameSingulars: [String!], filter: ObjectRecordFilterInput",
     TW_GQL_SEARCH,
     "Records of all objects whose words begin with the input's.", NULL},
    END,
};

/* clang-format off */
const tw_gql_table tw__gql_core_tables[] = {
    SCALAR("UUID", TW_GQL_SCALAR_UUID, "An identifier in its 36 character form."),
    SCALAR("DateTime", TW_GQL_SCALAR_CUSTOM, "A moment, as in 2026-01-02T03:04:05.006Z."),
    SCALAR("Date", TW_GQL_SCALAR_CUSTOM, "A day, as in 2026-01-02."),
    SCALAR("Time", TW_GQL_SCALAR_CUSTOM, "A time of day."),
    SCALAR("BigFloat", TW_GQL_SCALAR_CUSTOM, "A number, or its digits as text."),
    SCALAR("BigInt", TW_GQL_SCALAR_CUSTOM, "A whole number of any size."),
    SCALAR("Position", TW_GQL_SCALAR_CUSTOM, "A number, or \"first\" or \"last\" when writing."),
    SCALAR("JSON", TW_GQL_SCALAR_CUSTOM, "Any JSON value."),
    SCALAR("Cursor", TW_GQL_SCALAR_CUSTOM, "A record's place in a list."),
    SCALAR("ConnectionCursor", TW_GQL_SCALAR_CUSTOM, "A record's place in a list."),
    SCALAR("TSVector", TW_GQL_SCALAR_CUSTOM, "The words by which a record is found."),

    ENUM("OrderByDirection", "Which way, and where empty values go.",
         "AscNullsFirst AscNullsLast DescNullsFirst DescNullsLast"),
    ENUM("FilterIs", "Empty or not.",
         "NULL NOT_NULL ~Null=NULL NotNull=NOT_NULL"),
    ENUM("DateGranularityEnum", "Into what dates are grouped.",
         "DAY MONTH QUARTER YEAR WEEK DAY_OF_THE_WEEK MONTH_OF_THE_YEAR "
         "QUARTER_OF_THE_YEAR NONE"),
    ENUM("FirstDayOfTheWeek", "On what day weeks begin.", "MONDAY SUNDAY SATURDAY"),
    ENUM("ActorSourceEnum", "By what way a record was written.",
         "EMAIL CALENDAR WORKFLOW AGENT API IMPORT MANUAL SYSTEM WEBHOOK APPLICATION"),

    INPUT("StringFilter", "One comparison with a text.",
          "eq: String, gt: String, gte: String, in: [String!], lt: String, "
          "lte: String, neq: String, startsWith: String, endsWith: String, "
          "like: String, ilike: String, regex: String, iregex: String, is: FilterIs"),
    COMPARED("UUID", ""),
    COMPARED("Date", "!"),
    COMPARED("DateTime", "!"),
    COMPARED("Float", "!"),
    COMPARED("Int", "!"),
    COMPARED("BigInt", "!"),
    COMPARED("BigFloat", "!"),
    INPUT("BooleanFilter", "One comparison with true or false.", "eq: Boolean, is: FilterIs"),
    INPUT("RawJsonFilter", "One comparison with JSON text.", "is: FilterIs, like: String"),
    INPUT("ArrayFilter", "One question about a list of texts.",
          "containsIlike: String, is: FilterIs, isEmptyArray: Boolean"),
    INPUT("TSVectorFilter", "One question about the search words.",
          "search: String, ~eq: String, neq: String, is: FilterIs"),
    INPUT("ActorSourceEnumFilter", "One comparison with a source.",
          "eq: ActorSourceEnum, neq: ActorSourceEnum, in: [ActorSourceEnum], "
          "containsAny: [ActorSourceEnum], is: FilterIs, isEmptyArray: Boolean, "
          "~gt: ActorSourceEnum, gte: ActorSourceEnum, lt: ActorSourceEnum, "
          "lte: ActorSourceEnum"),
    INPUT("GroupByDateGranularityInput", "How dates are grouped.",
          "granularity: DateGranularityEnum, weekStartDay: FirstDayOfTheWeek, timeZone: String"),
    INPUT("OrderByDateGranularityInput", "In what order groups of dates come.",
          "orderBy: OrderByDirection, granularity: DateGranularityEnum"),
    INPUT("FileItemInput", "A stored file.", "fileId: UUID!, label: String!"),
    INPUT("ObjectRecordFilterInput", "A condition that records of any object can meet.",
          "and: [ObjectRecordFilterInput!], or: [ObjectRecordFilterInput!], "
          "not: ObjectRecordFilterInput, id: UUIDFilter, createdAt: DateTimeFilter, "
          "updatedAt: DateTimeFilter, deletedAt: DateTimeFilter"),

    OBJECT("FileObject", "A stored file.", file_rows),
    OBJECT("PageInfo", "Where a page is in its list.", page_rows),
    OBJECT("SearchRecord", "A record that was found.", found_rows),
    OBJECT("SearchResultEdge", NULL, found_edge_rows),
    OBJECT("SearchResultPageInfo", NULL, found_page_rows),
    OBJECT("SearchResultConnection", "What was found, best first.", found_connection_rows),
    {NULL, TW_GQL_KIND_SCALAR, TW_GQL_SCALAR_CUSTOM, NULL, NULL, NULL},
};
/* clang-format on */
