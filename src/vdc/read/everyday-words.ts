/** Words of which reasons are made, lower case: none of them tells who or what an object is. */
const WORDS = new Set(
  `a about above access account active add address after again all allow allowed already also an and another any api app application archive are
  as at attempt attempts authentication authorization available azure back backup bad be because been before being below between block blocked but by
  call calendar can cancelled canceled cannot card channel check client code com completed conflict connect connection contact contacts contains content
  copy could create created credentials data date day days delete deleted denied description did directory disabled disk document does domain done
  download due during each email enabled encountered end entra error errors event exceeded exception exchange excluded exist exists expected expired
  external failed failure file files find finished first folder folders for forbidden format found from full gateway general get given graph group
  guest had has have health here host hour hours http https id if in inactive incorrect information internal invalid io ipm is issue issues it item
  items its job jobs key last later length library license licensed limit limited list lists local location locked log long lost mail mailbox
  mailboxes many mapi maximum may member members memory message messages method microsoft might minute minutes missing mode more must name names
  need network new no non none not nothing notebook null object objects of off office on onedrive onenote only open operation or organization other
  out owner owners page partial parameter part password path permission permissions personal planner please plug-in point policy port present
  previous process processed processing product progress properties property protected protocol proxy public quota range rate read reached ready
  reason received record records refused remote remove removed replaced report reported request requested required reset resource resources response
  responding restore result retention retries retry returned root run running save scan scanner search second seconds security see send server
  service services session set setting settings share shared sharepoint should site sites size skipped skip smtp soap source space specified ssl
  start started state status stopped storage store stream string subscription success such support supported suspended system tab table task tasks
  team teams template temporarily tenant that the their there they thing this throttled throttling time timed timeout times tls to token too
  total transient try type unable unauthorized unavailable unexpected unknown unlicensed unsupported up update url use used user users using vbo
  valid value veeam version via view virus wait warning warnings was web were when whether which while with within without work write wrong yet
  you your zone`.split(/\s+/u),
);

export const isCommonWord = (word: string): boolean => WORDS.has(word.toLowerCase());
