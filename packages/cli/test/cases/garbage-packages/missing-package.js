// TML412 cannot be loaded
import 'not-installed-at-all';
export default [];
